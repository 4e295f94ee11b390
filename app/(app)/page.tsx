import { redirect } from "next/navigation";
import { AlarmList } from "@/components/alarms/alarm-list";
import { EmergencyCallouts } from "@/components/emergency/emergency-callouts";
import { MeasuresInShort } from "@/components/lifecycle/measures";
import { ReopenedCallouts } from "@/components/lifecycle/reopened-callouts";
import { GrantTable } from "@/components/register/grant-table";
import { TaskTable } from "@/components/register/task-table";
import { HeldCallouts } from "@/components/sources/held-callouts";
import { Arrivals } from "@/components/today/arrivals";
import { DeparturesUnderWay } from "@/components/today/departures-under-way";
import { RegisterStrip } from "@/components/today/figures";
import { ToDecide } from "@/components/today/to-decide";
import { todaySentence } from "@/components/today/words";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Page, Section } from "@/components/ui/page";
import { may } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { acknowledgeAlarmAction } from "./actions";
import { explainBreachAction } from "./departures/actions";
import { reviewEmergencyAction } from "./emergency/actions";
import { readToday } from "./today";

export const metadata = { title: "Today" };

/** What the one who is signed in has to do now; each role sees its own parts. */
export default async function TodayPage() {
  const actor = await requireActor();
  if (may(actor, "room.read")) redirect("/room");
  const today = await readToday(actor);
  const { figures, overdue, mine, toDecide, departures, held, now } = today;
  const isEmpty = figures?.held === 0 && may(actor, "register.record");
  return (
    <Page
      title={todaySentence({
        alarms:
          today.alarms.length +
          today.emergencies.filter((each) => each.mayReview).length +
          today.heldDepartures.length +
          today.reopened.length,
        toDecide: toDecide?.total,
        overdue: overdue.total,
        departures: departures?.total,
        mine: mine.total,
      })}
      lead={today.lead}
      actions={
        may(actor, "requests.ask") ? <ButtonLink href="/requests/new">Ask for access</ButtonLink> : undefined
      }
    >
      <AlarmList alarms={today.alarms} answer={acknowledgeAlarmAction} />
      <EmergencyCallouts emergencies={today.emergencies} review={reviewEmergencyAction} />
      <ReopenedCallouts departures={today.reopened} />
      <HeldCallouts alarms={today.heldDepartures} />
      {isEmpty ? (
        <EmptyState
          title="The register is empty."
          actions={
            <ButtonLink href="/import" tone="primary">
              Bring your spreadsheet
            </ButtonLink>
          }
        >
          Import the list that the studio keeps today, or add clients and people one by one.
        </EmptyState>
      ) : null}
      {figures && !isEmpty ? <RegisterStrip figures={figures} /> : null}
      {overdue.rows.length > 0 ? (
        <Section title="Overdue" link={<Link href="/work?due=overdue">All work</Link>}>
          <TaskTable tasks={overdue.rows} now={now} label="Overdue tasks" />
        </Section>
      ) : null}
      {toDecide && toDecide.rows.length > 0 ? (
        <Section title="To decide" link={<Link href="/requests?show=to-decide">Decide together</Link>}>
          <ToDecide requests={toDecide.rows} />
        </Section>
      ) : null}
      {mine.rows.length > 0 ? (
        <Section title="Your tasks" link={<Link href="/work?mine=1">All of yours</Link>}>
          <TaskTable tasks={mine.rows} now={now} label="Your tasks" />
        </Section>
      ) : null}
      {today.confirm && today.confirm.rows.length > 0 ? (
        <Section title="To confirm" link={<Link href="/work?state=confirm">All to confirm</Link>}>
          <TaskTable tasks={today.confirm.rows} now={now} label="Tasks to confirm" />
        </Section>
      ) : null}
      {departures && departures.rows.length > 0 ? (
        <Section title="Departures" link={<Link href="/departures">All departures</Link>}>
          <DeparturesUnderWay departures={departures.rows} />
        </Section>
      ) : null}
      {today.measures ? <MeasuresInShort measures={today.measures} explain={explainBreachAction} /> : null}
      {today.arrivals.length > 0 ? (
        <Section title="Joining" link={<Link href="/departures/calendar">Calendar</Link>}>
          <Arrivals arrivals={today.arrivals} />
        </Section>
      ) : null}
      {held.length > 0 ? (
        <Section title="What you hold" link={<Link href="/me">All of it</Link>}>
          <GrantTable grants={held} without="holder" label="What you hold" />
        </Section>
      ) : null}
    </Page>
  );
}
