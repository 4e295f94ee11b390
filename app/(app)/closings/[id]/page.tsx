import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ObjectHistory } from "@/components/audit/object-history";
import { dataAtEndText } from "@/components/clients/data-at-end";
import { ClosingActions } from "@/components/closings/closing-actions";
import { ClosingOutcome } from "@/components/closings/closing-outcome";
import { CaseTalk } from "@/components/lifecycle/case-talk";
import { Checklist, type ChecklistView } from "@/components/lifecycle/checklist";
import { DepartureState } from "@/components/lifecycle/departure-state";
import { counted, numberInWords } from "@/components/ui/counted";
import { hrefWith, type Params } from "@/components/ui/href";
import { Page, Section } from "@/components/ui/page";
import { Progress } from "@/components/ui/progress";
import { Tabs } from "@/components/ui/tabs";
import { timeText } from "@/components/ui/time-text";
import { historyOf } from "@/lib/audit/queries";
import { requireActor } from "@/lib/auth/session";
import { type ClosingDetail, getClosing } from "@/lib/closings/queries/get-closing";
import { talkOf } from "@/lib/register/queries/comments";
import { cancelClosingAction, issueCloseOutAction } from "../actions";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Params> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const closing = await getClosing(await requireActor(), (await params).id);
  return { title: closing ? `${nameOf(closing)}, C-${closing.number}` : "No such end" };
}

export default async function ClosingPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { id } = await params;
  const query = await searchParams;
  const closing = await getClosing(actor, id);
  if (!closing) notFound();
  const [history, talk] = await Promise.all([
    historyOf("closing", id),
    talkOf(
      actor,
      closing.checklist.map((entry) => entry.taskId),
    ),
  ]);
  const { progress, now } = closing;
  const view: ChecklistView = query.view === "platform" ? query.view : "risk";
  const entries = closing.checklist.filter((entry) => entry.state !== "cancelled");
  const path = `/closings/${id}`;
  return (
    <Page
      title={titleOf(closing)}
      crumbs={[
        { label: "Clients", href: "/clients" },
        { label: closing.clientName, href: `/clients/${closing.clientId}` },
        { label: "Ends of engagements", href: "/closings" },
        { label: `C-${closing.number}` },
      ]}
      lead={subtitle(closing)}
      state={<DepartureState departure={closing} now={now} />}
      actions={
        <ClosingActions
          closing={closing}
          actions={{ cancel: cancelClosingAction, certify: issueCloseOutAction }}
        />
      }
    >
      {progress.total > 0 ? (
        <Progress
          label={`${progress.verified + progress.attested} of ${counted(progress.total, "entry", "entries")} taken back`}
          total={progress.total}
          verified={progress.verified}
          attested={progress.attested}
          waiting={progress.waiting}
        />
      ) : null}
      <ClosingOutcome closing={closing} />
      {entries.length > 0 ? (
        <Tabs
          label="Order of the checklist"
          tabs={[
            { href: hrefWith(path, query, { view: null }), label: "Worst first", current: view === "risk" },
            {
              href: hrefWith(path, query, { view: "platform" }),
              label: "By platform",
              current: view === "platform",
            },
          ]}
        />
      ) : null}
      <Checklist entries={entries} view={view} now={now} named />
      <CaseTalk talk={talk} />
      <Section title="History">
        <ObjectHistory events={history} />
      </Section>
    </Page>
  );
}

const nameOf = ({ clientName, engagementName }: ClosingDetail): string =>
  engagementName ? `${clientName}: ${engagementName}` : clientName;

function titleOf(closing: ClosingDetail): string {
  const { progress, standing, certifiedAt, cancelledAt, clientName } = closing;
  const name = nameOf(closing);
  if (cancelledAt) return `${name} goes on`;
  if (certifiedAt || standing === "finished")
    return closing.engagementName
      ? `${name}: nothing is held any more`
      : `Nothing of ${clientName} is held any more`;
  const left = progress.total - progress.verified - progress.attested;
  return left === 0
    ? `${name}: all taken back, not all proved`
    : `${name}: ${numberInWords(left)} of ${progress.total > 12 ? progress.total : numberInWords(progress.total)} still to take back`;
}

function subtitle(closing: ClosingDetail): string {
  return [
    closing.engagementId ? "An engagement ends" : "All work for the client ends",
    `${timeText(closing.lastMoment, "long")}, ${timeText(closing.lastMoment, "clock")} UTC`,
    `started by ${closing.startedBy ?? "the clock, at its last day"}`,
    `client data is ${dataAtEndText(closing)}`,
  ].join(" · ");
}
