import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readAskedMove, seatChange } from "@/components/moves/asked-move";
import { ChangeForm } from "@/components/moves/change-form";
import { DutyList } from "@/components/moves/duty-list";
import { LineGroups } from "@/components/moves/line-table";
import { ProposeForm } from "@/components/moves/propose-form";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import type { Params } from "@/components/ui/href";
import { Page, Section, Split } from "@/components/ui/page";
import { requireActor } from "@/lib/auth/session";
import { previewMove } from "@/lib/moves/queries/preview-move";
import { listPersonOptions } from "@/lib/people/queries/list-people";
import { proposeMoveAction } from "../../../moves/actions";
import { personChoices } from "../../choices";

export const metadata: Metadata = { title: "Change of role" };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Params> };

export default async function ProposeMovePage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { id } = await params;
  const asked = readAskedMove(await searchParams, new Date());
  const [preview, people] = await Promise.all([
    previewMove(actor, id, (seats) => seatChange(seats, asked)),
    listPersonOptions(actor),
  ]);
  if (!preview) notFound();
  const { person, open, proposes } = preview;
  const others = personChoices(people, [id]);
  return (
    <Page
      title={`What changes when ${person.name} changes their role`}
      crumbs={[
        { label: "People", href: "/people" },
        { label: person.name, href: `/people/${id}` },
        { label: "Change of role" },
      ]}
      lead="Nothing happens before the day, and each line is decided by the manager and HR."
    >
      {open ? (
        <Callout
          tone="attention"
          title={`M-${open.number} is under way already`}
          actions={<ButtonLink href={`/moves/${open.id}`}>Open it</ButtonLink>}
        >
          Go on with that one, or cancel it first. Below is what would change now.
        </Callout>
      ) : null}
      <Split
        asideFirst
        aside={
          <>
            <Section title="What is new">
              <ChangeForm key={JSON.stringify(asked)} preview={preview} asked={asked} people={others} />
            </Section>
            {open ? null : proposes !== true ? (
              <Callout tone="attention" title="It cannot be proposed">
                {proposes}
              </Callout>
            ) : asked.sent ? (
              <ProposeForm preview={preview} asked={asked} people={others} propose={proposeMoveAction} />
            ) : null}
          </>
        }
      >
        {preview.lines.length > 0 ? (
          <LineGroups lines={preview.lines} />
        ) : (
          <EmptyState title="Nothing changes in what they hold.">
            They hold no key, and no kit of their seats needs one.
          </EmptyState>
        )}
        <DutyList duties={preview.duties} heir={null} />
      </Split>
    </Page>
  );
}
