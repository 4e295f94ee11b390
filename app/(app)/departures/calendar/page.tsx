import type { Metadata } from "next";
import { CalendarTable } from "@/components/lifecycle/calendar-table";
import { ButtonLink } from "@/components/ui/button";
import { counted } from "@/components/ui/counted";
import { EmptyState } from "@/components/ui/empty-state";
import type { Params } from "@/components/ui/href";
import { Page, Section } from "@/components/ui/page";
import { timeText } from "@/components/ui/time-text";
import { requireActor } from "@/lib/auth/session";
import { listCalendar } from "@/lib/lifecycle/queries/list-calendar";
import { weekOf } from "@/lib/lifecycle/rules/month";

export const metadata: Metadata = { title: "Calendar" };

const monthWords = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

/** A month of joiners, leavers and absences, week by week. */
export default async function CalendarPage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireActor();
  const { month: asked } = await searchParams;
  const { month, rows, more, now, can } = await listCalendar(actor, [asked].flat()[0]);
  const weeks = [...Map.groupBy(rows, (row) => weekOf(dayOf(row)))];
  const name = monthWords.format(month.from);
  const to = (at: string) => `/departures/calendar?month=${at}`;
  return (
    <Page
      title={rows.length === 0 ? `Nobody comes or goes in ${name}` : `Who comes and goes in ${name}`}
      crumbs={[{ label: "Departures", href: "/departures" }, { label: "Calendar" }]}
      lead={rows.length === 0 ? undefined : counted(rows.length, "date")}
      actions={
        <>
          <ButtonLink href={to(month.before)}>{monthWords.format(new Date(`${month.before}-01`))}</ButtonLink>
          <ButtonLink href={to(month.after)}>{monthWords.format(new Date(`${month.after}-01`))}</ButtonLink>
        </>
      }
    >
      {weeks.map(([monday, of]) => (
        <Section key={monday} title={`Week of ${timeText(new Date(monday), "short")}`}>
          <CalendarTable label={`Week of ${monday}`} rows={of} now={now} />
        </Section>
      ))}
      {more ? <p>There is more in this month than is shown here.</p> : null}
      {rows.length === 0 ? (
        <EmptyState
          title="No date in this month."
          actions={can.start ? <ButtonLink href="/departures/new">Start a departure</ButtonLink> : null}
        >
          First days and the ends of contracts come from people’s pages, last days from departures, and the
          rest from absences.
        </EmptyState>
      ) : null}
    </Page>
  );
}

/** What ends with midnight ends with the day before. */
const dayOf = ({ kind, at }: { kind: string; at: Date }): Date =>
  kind === "leaves" ? new Date(at.getTime() - 1) : at;
