import type { Metadata } from "next";
import { workFilters } from "@/components/register/list-filters";
import { WorkGroups } from "@/components/register/work-groups";
import { ButtonLink } from "@/components/ui/button";
import { numberInWords, sentence } from "@/components/ui/counted";
import { EmptyState } from "@/components/ui/empty-state";
import { hrefWith, isNarrowed, type Params } from "@/components/ui/href";
import { ListControls } from "@/components/ui/list-controls";
import { Page } from "@/components/ui/page";
import { Pager } from "@/components/ui/pager";
import { requireActor } from "@/lib/auth/session";
import { readListState } from "@/lib/list-state";
import { listTasks, taskFilters } from "@/lib/register/queries/list-tasks";
import { registerChoices } from "@/lib/register/queries/register-choices";

export const metadata: Metadata = { title: "Work" };

/** What has to be done on the platforms so that they agree with the register, the overdue first. */
export default async function WorkPage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireActor();
  const params = await searchParams;
  const state = readListState(params, taskFilters);
  const [{ rows, total, overdue, today, page, pageSize }, choices] = await Promise.all([
    listTasks(actor, state),
    registerChoices(actor),
  ]);
  const narrowed = isNarrowed(params, taskFilters);
  return (
    <Page
      title={titleOf(total, overdue, today)}
      lead="Each task has the platform’s own steps, and is done when there is evidence."
    >
      <ListControls
        path="/work"
        params={params}
        search={{ label: "Search the work", placeholder: "Person, client, account, number" }}
        filters={workFilters(choices)}
        count={{ shown: rows.length, total, noun: total === 1 ? "task" : "tasks" }}
      >
        <ButtonLink href={hrefWith("/work/export.csv", params, {})} prefetch={false}>
          Export
        </ButtonLink>
      </ListControls>
      {rows.length > 0 ? (
        <WorkGroups tasks={rows} now={new Date()} />
      ) : (
        <EmptyState
          title={narrowed ? "No task fits." : "Nothing is to do."}
          actions={narrowed ? <ButtonLink href="/work">Show all open work</ButtonLink> : null}
        >
          Work appears when a request is approved, somebody leaves, or access expires.
        </EmptyState>
      )}
      <Pager
        previous={page > 1 ? hrefWith("/work", params, { page: page - 1 }) : null}
        next={page * pageSize < total ? hrefWith("/work", params, { page: page + 1 }) : null}
        text={`${(page - 1) * pageSize + 1}–${(page - 1) * pageSize + rows.length} of ${total}`}
      />
    </Page>
  );
}

function titleOf(total: number, overdue: number, today: number): string {
  if (total === 0) return "Nothing to do";
  const parts = [
    overdue > 0 ? `${numberInWords(overdue)} overdue` : null,
    today > 0 ? `${numberInWords(today)} today` : null,
    total - overdue - today > 0
      ? `${numberInWords(total - overdue - today)} ${overdue + today > 0 ? "later" : "to do"}`
      : null,
  ];
  return sentence(parts.filter(Boolean).join(", "));
}
