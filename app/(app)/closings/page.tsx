import type { Metadata } from "next";
import { ClosingsTable } from "@/components/closings/closings-table";
import { LeavingTabs } from "@/components/lifecycle/leaving-tabs";
import { ButtonLink } from "@/components/ui/button";
import { countedInWords, sentence } from "@/components/ui/counted";
import { EmptyState } from "@/components/ui/empty-state";
import { hrefWith, isNarrowed, type Params } from "@/components/ui/href";
import { ListControls } from "@/components/ui/list-controls";
import { ListPager } from "@/components/ui/list-pager";
import { Page } from "@/components/ui/page";
import { may } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { closingFilters, countClosings, listClosings } from "@/lib/closings/queries/list-closings";
import { readListState } from "@/lib/list-state";

export const metadata: Metadata = { title: "Ends of engagements" };

export default async function ClosingsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireActor();
  const params = await searchParams;
  const [list, { open }] = await Promise.all([
    listClosings(actor, readListState(params, closingFilters)),
    countClosings(actor),
  ]);
  return (
    <Page
      title={
        open === 0
          ? "No engagement is ending"
          : `${sentence(countedInWords(open, "engagement or client", "engagements or clients"))} ${open === 1 ? "is" : "are"} ending`
      }
      lead="Closed out is where nothing of the client’s is held any more, with proof."
    >
      <LeavingTabs current="closings" both={may(actor, "departures.read")} />
      <ListControls
        path="/closings"
        params={params}
        search={{ label: "Search ends of engagements", placeholder: "Client, engagement or C-12" }}
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
        ]}
        count={{ shown: list.rows.length, total: list.total, noun: list.total === 1 ? "end" : "ends" }}
      >
        <ButtonLink href={hrefWith("/closings/export.csv", params, {})} prefetch={false}>
          Export
        </ButtonLink>
      </ListControls>
      {list.rows.length > 0 ? (
        <ClosingsTable rows={list.rows} path="/closings" params={params} now={list.now} />
      ) : isNarrowed(params, closingFilters) ? (
        <EmptyState
          title="Nothing fits."
          actions={<ButtonLink href="/closings">Show those under way</ButtonLink>}
        >
          Take a filter away, or search for another name.
        </EmptyState>
      ) : (
        <EmptyState title="No end is under way." actions={<ButtonLink href="/clients">Clients</ButtonLink>}>
          An engagement ends on its own page or by itself at its last day, a client on the client’s page.
        </EmptyState>
      )}
      <ListPager path="/closings" params={params} list={list} />
    </Page>
  );
}
