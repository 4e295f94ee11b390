import type { Metadata } from "next";
import { DeparturesTable } from "@/components/lifecycle/departures-table";
import { LeavingTabs } from "@/components/lifecycle/leaving-tabs";
import { Measures } from "@/components/lifecycle/measures";
import { kindWords } from "@/components/lifecycle/words";
import { HeldCallouts } from "@/components/sources/held-callouts";
import { ButtonLink } from "@/components/ui/button";
import { countedInWords, numberInWords, sentence } from "@/components/ui/counted";
import { EmptyState } from "@/components/ui/empty-state";
import { hrefWith, isNarrowed, type Params } from "@/components/ui/href";
import { ListControls } from "@/components/ui/list-controls";
import { ListPager } from "@/components/ui/list-pager";
import { Page } from "@/components/ui/page";
import { may } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { departureMeasures } from "@/lib/lifecycle/queries/departure-measures";
import { countDepartures, departureFilters, listDepartures } from "@/lib/lifecycle/queries/list-departures";
import { DEPARTURE_KINDS } from "@/lib/lifecycle/rules/kinds";
import { readListState } from "@/lib/list-state";
import { heldBySource } from "@/lib/sources/held-queries";
import { explainBreachAction } from "./actions";

export const metadata: Metadata = { title: "Departures" };

export default async function DeparturesPage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireActor();
  const params = await searchParams;
  const [list, { open, overdue }, measures, held] = await Promise.all([
    listDepartures(actor, readListState(params, departureFilters)),
    countDepartures(actor),
    departureMeasures(actor),
    may(actor, "departures.release") ? heldBySource(actor) : [],
  ]);
  const narrowed = isNarrowed(params, departureFilters);
  const start = list.can.start ? (
    <ButtonLink tone="primary" href="/departures/new">
      Start a departure
    </ButtonLink>
  ) : null;
  const actions = (
    <>
      <ButtonLink href="/departures/calendar">Calendar</ButtonLink>
      {start}
    </>
  );
  return (
    <Page
      title={
        open === 0
          ? "Nobody is leaving"
          : `${sentence(countedInWords(open, "departure"))} under way${overdue > 0 ? `, ${numberInWords(overdue)} overdue` : ""}`
      }
      lead="A departure is finished when no key and no path is left, and all of it is proved."
      actions={actions}
    >
      <LeavingTabs current="departures" both={may(actor, "clients.read")} />
      <HeldCallouts alarms={held} />
      <ListControls
        path="/departures"
        params={params}
        search={{ label: "Search departures", placeholder: "Name or D-118" }}
        filters={[
          {
            name: "state",
            label: "State",
            any: "under way",
            options: [
              { value: "certified", label: "certificate issued" },
              { value: "cancelled", label: "cancelled" },
              { value: "all", label: "all" },
            ],
          },
          {
            name: "kind",
            label: "Kind",
            options: DEPARTURE_KINDS.map((value) => ({ value, label: kindWords[value].name })),
          },
        ]}
        count={{
          shown: list.rows.length,
          total: list.total,
          noun: list.total === 1 ? "departure" : "departures",
        }}
      >
        <ButtonLink href={hrefWith("/departures/export.csv", params, {})} prefetch={false}>
          Export
        </ButtonLink>
      </ListControls>
      {list.rows.length > 0 ? (
        <DeparturesTable rows={list.rows} path="/departures" params={params} now={list.now} />
      ) : narrowed ? (
        <EmptyState
          title="No departure fits."
          actions={<ButtonLink href="/departures">Show those under way</ButtonLink>}
        >
          Take a filter away, or search for another name.
        </EmptyState>
      ) : (
        <EmptyState title="No departure is under way." actions={start}>
          When somebody leaves, start their departure: it lists every key that they hold, and takes each back
          with proof.
        </EmptyState>
      )}
      <ListPager path="/departures" params={params} list={list} />
      <Measures measures={measures} explain={explainBreachAction} />
    </Page>
  );
}
