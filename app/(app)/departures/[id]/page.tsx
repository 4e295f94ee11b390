import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ObjectHistory } from "@/components/audit/object-history";
import { CaseTalk } from "@/components/lifecycle/case-talk";
import { Checklist, type ChecklistView } from "@/components/lifecycle/checklist";
import { DepartureActions } from "@/components/lifecycle/departure-actions";
import { AskAgain, DepartureOutcome } from "@/components/lifecycle/departure-outcome";
import { DepartureState } from "@/components/lifecycle/departure-state";
import { TerminationClock } from "@/components/lifecycle/termination-clock";
import { WhoWaits } from "@/components/lifecycle/who-waits";
import { goesText } from "@/components/lifecycle/words";
import { counted, numberInWords } from "@/components/ui/counted";
import { hrefWith, type Params } from "@/components/ui/href";
import { Page, Section } from "@/components/ui/page";
import { Progress } from "@/components/ui/progress";
import { Tabs } from "@/components/ui/tabs";
import { timeText } from "@/components/ui/time-text";
import { historyOf } from "@/lib/audit/queries";
import { requireActor } from "@/lib/auth/session";
import { type DepartureDetail, getDeparture } from "@/lib/lifecycle/queries/get-departure";
import { listPeopleWhoStay } from "@/lib/lifecycle/queries/preview-departure";
import { talkOf } from "@/lib/register/queries/comments";
import {
  cancelDepartureAction,
  changeLastMomentAction,
  handOverDutiesAction,
  issueCertificateAction,
} from "../actions";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Params> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const departure = await getDeparture(await requireActor(), (await params).id);
  return { title: departure ? `${departure.personName}, D-${departure.number}` : "No such departure" };
}

export default async function DeparturePage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { id } = await params;
  const query = await searchParams;
  const departure = await getDeparture(actor, id);
  if (!departure) notFound();
  const [people, history, talk] = await Promise.all([
    departure.can.handOver ? listPeopleWhoStay(actor) : [],
    historyOf("departure", id),
    talkOf(
      actor,
      departure.checklist.map((entry) => entry.taskId),
    ),
  ]);
  const { progress, now } = departure;
  const view: ChecklistView = query.view === "client" || query.view === "platform" ? query.view : "risk";
  const entries = departure.checklist.filter((entry) => entry.state !== "cancelled");
  const open = !departure.cancelledAt && !departure.certifiedAt;
  // A termination has clocks of its own while something of it is undone.
  const clock =
    open &&
    departure.kind === "terminated_now" &&
    entries.some(({ kind, attestedAt }) => kind !== "look" && attestedAt === null);
  const path = `/departures/${id}`;
  const tab = (name: ChecklistView, label: string) => ({
    href: hrefWith(path, query, { view: name === "risk" ? null : name }),
    label,
    current: view === name,
  });
  return (
    <Page
      title={titleOf(departure)}
      crumbs={[{ label: "Departures", href: "/departures" }, { label: `D-${departure.number}` }]}
      lead={subtitle(departure)}
      state={clock ? null : <DepartureState departure={departure} now={now} />}
      actions={
        <DepartureActions
          departure={departure}
          people={people.filter((each) => each.id !== departure.personId)}
          actions={{
            move: changeLastMomentAction,
            cancel: cancelDepartureAction,
            handOver: handOverDutiesAction,
            certify: issueCertificateAction,
          }}
        />
      }
    >
      {progress.total > 0 ? (
        <Progress
          label={`${progress.verified + progress.attested} of ${counted(progress.total, "entry", "entries")} done`}
          total={progress.total}
          verified={progress.verified}
          attested={progress.attested}
          waiting={progress.waiting}
        />
      ) : null}
      {clock ? <TerminationClock entries={entries} now={now} /> : null}
      <DepartureOutcome departure={departure} />
      {open ? (
        <WhoWaits of={departure.holdsUp} total={progress.total} looks={progress.looks} now={now} />
      ) : null}
      {departure.toAskAgain.length > 0 ? <AskAgain keys={departure.toAskAgain} /> : null}
      {entries.length > 0 ? (
        <Tabs
          label="Order of the checklist"
          tabs={[tab("risk", "Worst first"), tab("client", "By client"), tab("platform", "By platform")]}
        />
      ) : null}
      <Checklist entries={entries} view={view} now={now} />
      <CaseTalk talk={talk} />
      <Section title="History">
        <ObjectHistory events={history} />
      </Section>
    </Page>
  );
}

function titleOf({
  personName,
  progress,
  standing,
  certifiedAt,
  cancelledAt,
  checklist,
}: DepartureDetail): string {
  if (cancelledAt) return `${personName} stays`;
  if (certifiedAt || standing === "finished") return `${personName} has no key left`;
  const { looks } = progress;
  const left = progress.total - progress.verified - progress.attested - looks;
  if (left === 0)
    return looks === 0
      ? `${personName}: all taken back, not all proved`
      : `${personName}: all taken back, ${numberInWords(looks)} ${looks === 1 ? "platform" : "platforms"} still to look at`;
  const total = checklist.filter(({ kind, state }) => kind !== "look" && state !== "cancelled").length;
  // Two numbers of one sentence are written in one way.
  const [some, all] = total > 12 ? [left, total] : [left, total].map(numberInWords);
  return `${personName}: ${some} of ${all} still to take back`;
}

function subtitle(departure: DepartureDetail): string {
  return [
    departure.personTitle,
    `${goesText(departure, departure.now)} ${timeText(departure.lastMoment, "long")}, ${timeText(departure.lastMoment, "clock")} UTC`,
    departure.startedBy ? `started by ${departure.startedBy}` : null,
    departure.heirName ? `${departure.heirName} takes over` : null,
  ]
    .filter(Boolean)
    .join(" · ");
}
