import type { Metadata } from "next";
import { workFilters } from "@/components/register/list-filters";
import { VisitsTable } from "@/components/register/visits-table";
import { WorkGroups } from "@/components/register/work-groups";
import { ButtonLink } from "@/components/ui/button";
import { Chips } from "@/components/ui/chips";
import { countedInWords, numberInWords, sentence } from "@/components/ui/counted";
import { EmptyState } from "@/components/ui/empty-state";
import { hrefWith, isNarrowed, type Params } from "@/components/ui/href";
import { ListControls } from "@/components/ui/list-controls";
import { Page } from "@/components/ui/page";
import { Pager } from "@/components/ui/pager";
import { Tabs } from "@/components/ui/tabs";
import { requireActor } from "@/lib/auth/session";
import { PAGE_SIZE, readListState } from "@/lib/list-state";
import { listTasks, TASK_GROUPINGS, taskCounts, taskFilters } from "@/lib/register/queries/list-tasks";
import { listVisits } from "@/lib/register/queries/list-visits";
import { registerChoices } from "@/lib/register/queries/register-choices";

export const metadata: Metadata = { title: "Work" };

/** What has to be done on the platforms so that they agree with the register, the overdue first. */
export default async function WorkPage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireActor();
  const params = await searchParams;
  if (params.by === "visit") return <VisitsPage params={params} />;
  const by = TASK_GROUPINGS.find((each) => each === params.by);
  const state = readListState(params, taskFilters);
  const [{ rows, total, overdue, today, page, pageSize }, choices, counts] = await Promise.all([
    listTasks(actor, state, PAGE_SIZE, by),
    registerChoices(actor),
    taskCounts(actor),
  ]);
  const confirming = state.filters.state === "confirm";
  const narrowed = isNarrowed(params, taskFilters);
  return (
    <Page
      title={confirming ? confirmTitle(total) : titleOf(total, overdue, today)}
      lead={
        confirming
          ? "Administrator, billing and personal-data roles count as done only when a second person has looked at the platform. These were done by somebody else."
          : "Each task has the platform’s own steps, and is done when there is evidence."
      }
    >
      <WorkViews params={params} confirm={counts.confirm} />
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
        <WorkGroups tasks={rows} now={new Date()} by={by} />
      ) : (
        <EmptyState
          title={
            confirming
              ? "Nothing waits for you to confirm it."
              : narrowed
                ? "No task fits."
                : "Nothing is to do."
          }
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

/** The same work as visits: each does all that is due in one place. */
async function VisitsPage({ params }: { params: Params }) {
  const actor = await requireActor();
  const [visits, counts] = await Promise.all([
    listVisits(actor, params.mine ? "mine" : "all"),
    taskCounts(actor),
  ]);
  const tasks = visits.reduce((sum, visit) => sum + visit.tasks, 0);
  return (
    <Page
      title={
        visits.length === 0
          ? "Nowhere to go"
          : sentence(`${countedInWords(visits.length, "visit")} for ${countedInWords(tasks, "task")}`)
      }
      lead="A visit does all that is due in one account, or in the manager account above it: the steps once, one file for all."
    >
      <WorkViews params={params} confirm={counts.confirm} />
      <Chips
        label="Whose"
        items={[
          { label: "Everybody’s", href: hrefWith("/work", params, { mine: null }), active: !params.mine },
          {
            label: "With work of mine",
            href: hrefWith("/work", params, { mine: "1" }),
            active: !!params.mine,
          },
        ]}
      />
      {visits.length > 0 ? (
        <VisitsTable visits={visits} now={new Date()} />
      ) : (
        <EmptyState title="No visit is due.">
          Work appears when a request is approved, somebody leaves, or access expires.
        </EmptyState>
      )}
    </Page>
  );
}

function WorkViews({ params, confirm }: { params: Params; confirm: number }) {
  const confirming = params.state === "confirm";
  const views = [
    { by: null, label: "By due time" },
    { by: "visit", label: "Visits" },
    { by: "person", label: "By person" },
    { by: "client", label: "By client" },
    { by: "platform", label: "By platform" },
    { by: "cause", label: "By cause" },
  ];
  const state = confirming ? { state: null } : {};
  return (
    <Tabs
      label="How the work stands together"
      tabs={[
        ...views.map(({ by, label }) => ({
          label,
          href: hrefWith("/work", params, { by, ...state }),
          current: !confirming && (params.by ?? null) === by,
        })),
        {
          label: "To confirm",
          count: confirm,
          href: hrefWith("/work", params, { by: null, state: "confirm" }),
          current: confirming,
        },
      ]}
    />
  );
}

const confirmTitle = (total: number) =>
  total === 0 ? "Nothing to confirm" : sentence(`${numberInWords(total)} to confirm`);

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
