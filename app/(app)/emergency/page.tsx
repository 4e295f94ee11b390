import type { Metadata } from "next";
import { EmergencyTable } from "@/components/emergency/emergency-table";
import { ButtonLink } from "@/components/ui/button";
import { countedInWords, sentence } from "@/components/ui/counted";
import { EmptyState } from "@/components/ui/empty-state";
import { isNarrowed, type Params } from "@/components/ui/href";
import { ListControls } from "@/components/ui/list-controls";
import { ListPager } from "@/components/ui/list-pager";
import { Page } from "@/components/ui/page";
import { may } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { readListState } from "@/lib/list-state";
import { emergencyFilters, listEmergencies } from "@/lib/requests/queries/emergencies";

export const metadata: Metadata = { title: "Emergencies" };

const filters = [
  {
    name: "state",
    label: "Review",
    options: [
      { value: "open", label: "to be reviewed" },
      { value: "not_justified", label: "not justified" },
    ],
  },
];

/** Access that was taken at once in emergencies, and the way to take some. */
export default async function EmergencyPage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireActor();
  const params = await searchParams;
  const list = await listEmergencies(actor, readListState(params, emergencyFilters));
  const narrowed = isNarrowed(params, ["state"]);
  return (
    <Page
      title={
        list.open > 0
          ? sentence(`${countedInWords(list.open, "emergency", "emergencies")} to review`)
          : "No emergency to review"
      }
      lead="Elevated access that somebody took at once, without asking. It ends by itself within four hours, and somebody else reviews it within two working days."
      actions={
        may(actor, "emergency.take") ? (
          <ButtonLink href="/emergency/new" tone="danger">
            Take access in an emergency…
          </ButtonLink>
        ) : undefined
      }
    >
      <ListControls
        path="/emergency"
        params={params}
        search={{ label: "Person, account or reason" }}
        filters={filters}
        count={{
          shown: list.rows.length,
          total: list.total,
          noun: list.total === 1 ? "emergency" : "emergencies",
        }}
      />
      {list.rows.length > 0 ? (
        <EmergencyTable emergencies={list.rows} now={new Date()} />
      ) : (
        <EmptyState title={narrowed ? "No emergency fits." : "Nobody has taken access in an emergency."}>
          {narrowed
            ? "Take a filter away, or try fewer letters."
            : "What is needed soon, but not this minute, is asked for: just in time, for a few hours."}
        </EmptyState>
      )}
      <ListPager path="/emergency" params={params} list={list} />
    </Page>
  );
}
