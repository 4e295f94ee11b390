import { notFound } from "next/navigation";
import { ObjectHistory } from "@/components/audit/object-history";
import { EvidenceList } from "@/components/register/evidence-list";
import { FindingTable } from "@/components/register/finding-table";
import { GrantActions } from "@/components/register/grant-actions";
import { GrantFacts } from "@/components/register/grant-facts";
import { GrantLife } from "@/components/register/grant-life";
import { GrantStateBadge } from "@/components/register/grant-state";
import { ReachList } from "@/components/register/reach-list";
import { TaskTable } from "@/components/register/task-table";
import { Callout } from "@/components/ui/callout";
import { Page, Section, Split } from "@/components/ui/page";
import { may } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { getGrant } from "@/lib/register/queries/get-grant";
import { canAskFor } from "@/lib/requests/rules/who-may";
import { askExtensionAction } from "../../requests/actions";
import { changeGrantEndAction, withdrawGrantsAction } from "../actions";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props) {
  const grant = await getGrant(await requireActor(), (await params).id);
  return { title: grant ? `${grant.holder.name} on ${grant.asset.name}` : "Not found" };
}

/** One grant: its life, its proofs, and everything that it reaches. */
export default async function GrantPage({ params }: Props) {
  const actor = await requireActor();
  const grant = await getGrant(actor, (await params).id);
  if (!grant) notFound();
  const asks = may(actor, "requests.ask") && canAskFor(actor, [grant.holder.id]) === true;
  return (
    <Page
      title={`${grant.holder.name}: ${grant.role.name} on ${grant.asset.name}`}
      crumbs={[{ label: "Register", href: "/register" }, { label: grant.platform.name }]}
      state={<GrantStateBadge grant={grant} />}
      actions={
        <GrantActions
          grant={grant}
          withdraw={withdrawGrantsAction}
          changeEnd={changeGrantEndAction}
          extend={asks ? askExtensionAction : null}
        />
      }
    >
      {grant.expiredNotRemoved ? (
        <Callout tone="critical" title="Expired, and not removed">
          The end has passed and the platform has not been cleaned: the door is still open.
        </Callout>
      ) : null}
      {grant.conflicts.length > 0 ? (
        <Callout tone="high" title="A part of conflicting duties">
          {`With what ${grant.holder.name} holds besides: ${grant.conflicts.join("; ")}.`}
        </Callout>
      ) : null}
      {grant.state === "invited" ? (
        <Callout tone="attention" title="An invitation is out">
          Nobody has accepted it yet. Until it is withdrawn or accepted, it is a live door.
        </Callout>
      ) : null}
      <Split aside={<GrantFacts grant={grant} />} asideFirst>
        <Section title="Its life">
          <GrantLife steps={grant.steps} />
        </Section>
        {grant.reach.length > 0 ? (
          <Section
            title="What else it opens"
            lead="Whoever holds this gets in here too, without being listed there."
          >
            <ReachList reach={grant.reach} />
          </Section>
        ) : null}
        {grant.tasks.length > 0 ? (
          <Section title="Work">
            <TaskTable tasks={grant.tasks} now={new Date()} />
          </Section>
        ) : null}
        {grant.evidence.length > 0 ? (
          <Section title="Evidence">
            <EvidenceList evidence={grant.evidence} />
          </Section>
        ) : null}
        {grant.findings.length > 0 ? (
          <Section title="Findings">
            <FindingTable findings={grant.findings} />
          </Section>
        ) : null}
        {grant.history.length > 0 ? (
          <Section title="In the audit log">
            <ObjectHistory events={grant.history} />
          </Section>
        ) : null}
      </Split>
    </Page>
  );
}
