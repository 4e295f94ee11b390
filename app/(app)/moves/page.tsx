import type { Metadata } from "next";
import { MovesTable } from "@/components/moves/moves-table";
import { UnlookedCallout } from "@/components/moves/unlooked";
import { ButtonLink } from "@/components/ui/button";
import { countedInWords, sentence } from "@/components/ui/counted";
import { EmptyState } from "@/components/ui/empty-state";
import { hrefWith, isNarrowed, type Params } from "@/components/ui/href";
import { ListControls } from "@/components/ui/list-controls";
import { ListPager } from "@/components/ui/list-pager";
import { Page } from "@/components/ui/page";
import { requireActor } from "@/lib/auth/session";
import { readListState } from "@/lib/list-state";
import { listMoves, listUnlooked, moveFilters } from "@/lib/moves/queries/list-moves";

export const metadata: Metadata = { title: "Changes of role" };

/** So many whose access was not looked at are named. */
const MOST = 5;

export default async function MovesPage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireActor();
  const params = await searchParams;
  const [list, unlooked] = await Promise.all([
    listMoves(actor, readListState(params, moveFilters)),
    listUnlooked(actor),
  ]);
  const waiting = list.rows.filter((row) => row.state === "waiting").length;
  const narrowed = isNarrowed(params, moveFilters);
  return (
    <Page
      title={
        waiting === 0
          ? "No change of role waits for a decision"
          : `${sentence(countedInWords(waiting, "change"))} of role ${waiting === 1 ? "waits" : "wait"} for a decision`
      }
      lead="What a new role does not need goes on its day, and what it needs is asked for. Nothing stays unseen."
    >
      {unlooked.slice(0, MOST).map((person) => (
        <UnlookedCallout key={person.id} person={person} />
      ))}
      {unlooked.length > MOST ? (
        <p className="text-second">{`And ${unlooked.length - MOST} more, each on their own page.`}</p>
      ) : null}
      <ListControls
        path="/moves"
        params={params}
        search={{ label: "Search changes of role", placeholder: "Name or M-12" }}
        filters={[
          {
            name: "state",
            label: "State",
            any: "under way",
            options: [
              { value: "done", label: "carried out" },
              { value: "cancelled", label: "cancelled" },
              { value: "all", label: "all" },
            ],
          },
        ]}
        count={{
          shown: list.rows.length,
          total: list.total,
          noun: list.total === 1 ? "change" : "changes",
        }}
      >
        <ButtonLink href={hrefWith("/moves/export.csv", params, {})} prefetch={false}>
          Export
        </ButtonLink>
      </ListControls>
      {list.rows.length > 0 ? (
        <MovesTable rows={list.rows} path="/moves" params={params} />
      ) : narrowed ? (
        <EmptyState
          title="No change of role fits."
          actions={<ButtonLink href="/moves">Show those under way</ButtonLink>}
        >
          Take a filter away, or search for another name.
        </EmptyState>
      ) : (
        <EmptyState title="No change of role is under way.">
          When somebody gets a new title, team or seat, propose it on their page: you see at once what they
          keep, lose and need.
        </EmptyState>
      )}
      <ListPager path="/moves" params={params} list={list} />
    </Page>
  );
}
