import type { Metadata } from "next";
import { FindingTable } from "@/components/register/finding-table";
import { ButtonLink } from "@/components/ui/button";
import { numberInWords, sentence } from "@/components/ui/counted";
import { EmptyState } from "@/components/ui/empty-state";
import { hrefWith, type Params } from "@/components/ui/href";
import { ListControls } from "@/components/ui/list-controls";
import { Page } from "@/components/ui/page";
import { Pager } from "@/components/ui/pager";
import { may } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { readListState } from "@/lib/list-state";
import { countFindings, findingFilters, listFindings } from "@/lib/register/queries/list-findings";
import { resolveFindingAction } from "./actions";

export const metadata: Metadata = { title: "Findings" };

/** What is not as it should be, and waits for a decision. */
export default async function FindingsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireActor();
  const params = await searchParams;
  const [{ rows, total, page, pageSize }, waiting] = await Promise.all([
    listFindings(actor, readListState(params, findingFilters)),
    countFindings(actor),
  ]);
  return (
    <Page
      title={
        waiting === 0
          ? "Nothing to decide"
          : waiting === 1
            ? "One finding waits"
            : `${sentence(numberInWords(waiting))} findings wait`
      }
      lead="Where the platform has something else than was approved, who has conflicting duties in hand, and whose last day an HR system gives no more. The security lead decides what counts."
    >
      <ListControls
        path="/findings"
        params={params}
        search={{ label: "Search the findings" }}
        filters={[
          {
            name: "state",
            label: "State",
            any: "waiting",
            options: [
              { value: "resolved", label: "decided" },
              { value: "all", label: "all" },
            ],
          },
        ]}
        count={{ shown: rows.length, total, noun: total === 1 ? "finding" : "findings" }}
      >
        <ButtonLink href={hrefWith("/findings/export.csv", params, {})} prefetch={false}>
          Export
        </ButtonLink>
      </ListControls>
      {rows.length > 0 ? (
        <FindingTable
          findings={rows}
          resolve={may(actor, "findings.resolve") ? resolveFindingAction : undefined}
        />
      ) : (
        <EmptyState title="No finding here.">
          When a task is done differently than approved, somebody comes to conflicting duties, or a file gives
          no last day any more of somebody who leaves, it appears here.
        </EmptyState>
      )}
      <Pager
        previous={page > 1 ? hrefWith("/findings", params, { page: page - 1 }) : null}
        next={page * pageSize < total ? hrefWith("/findings", params, { page: page + 1 }) : null}
      />
    </Page>
  );
}
