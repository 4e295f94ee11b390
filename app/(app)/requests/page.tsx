import type { Metadata } from "next";
import { PlacesCallout } from "@/components/delegations/places-callout";
import { BulkDecide } from "@/components/requests/bulk-decide";
import { DraftTable } from "@/components/requests/draft-table";
import { RequestsTable } from "@/components/requests/requests-table";
import { SelectAll, Selecting } from "@/components/requests/selection";
import { ButtonLink } from "@/components/ui/button";
import { Chips } from "@/components/ui/chips";
import { countedInWords, numberInWords, sentence } from "@/components/ui/counted";
import { EmptyState } from "@/components/ui/empty-state";
import { hrefWith, isNarrowed, type Params } from "@/components/ui/href";
import { ListControls } from "@/components/ui/list-controls";
import { ListPager } from "@/components/ui/list-pager";
import { Page } from "@/components/ui/page";
import { may } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { ownDelegations } from "@/lib/delegations/queries";
import { type Page as ListOf, readListState } from "@/lib/list-state";
import { type DraftRow, listDrafts } from "@/lib/requests/queries/drafts";
import { listRequests, type RequestRow, requestFilters, viewOf } from "@/lib/requests/queries/list-requests";
import { type RequestCounts, requestCounts } from "@/lib/requests/queries/request-counts";
import { decideItemsAction, discardDraftAction } from "./actions";

export const metadata: Metadata = { title: "Requests" };

const filters = [
  {
    name: "above",
    label: "Asks for",
    options: [{ value: "yes", label: "more than the smallest" }],
  },
];

export default async function RequestsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireActor();
  const params = await searchParams;
  const state = readListState(params, requestFilters);
  const decides = may(actor, "requests.decide");
  const asks = may(actor, "requests.ask");
  const [list, counts, drafts, delegations] = await Promise.all([
    listRequests(actor, state),
    requestCounts(actor),
    asks ? listDrafts(actor) : [],
    ownDelegations(actor),
  ]);
  const showsDrafts = asks && [params.show].flat()[0] === "drafts";
  return (
    <Page
      title={showsDrafts ? draftsInWords(drafts.length) : titleOf(counts, decides)}
      lead={leadOf(showsDrafts, decides)}
      actions={
        asks ? (
          <ButtonLink tone="primary" href="/requests/new">
            Ask for access
          </ButtonLink>
        ) : null
      }
    >
      <PlacesCallout delegations={delegations} me={actor.personId} />
      <Chips
        label="Which requests"
        items={[
          ...chips(params, counts, decides, showsDrafts),
          ...(asks
            ? [
                {
                  label: "Your drafts",
                  href: "/requests?show=drafts",
                  active: showsDrafts,
                  count: drafts.length,
                },
              ]
            : []),
        ]}
      />
      {showsDrafts ? <Drafts drafts={drafts} /> : <Requests list={list} params={params} />}
    </Page>
  );
}

function Drafts({ drafts }: { drafts: DraftRow[] }) {
  if (drafts.length > 0) return <DraftTable drafts={drafts} discard={discardDraftAction} />;
  return (
    <EmptyState title="You have no draft.">
      What you enter when you ask for access is kept here until you send it, for 90 days.
    </EmptyState>
  );
}

function Requests({ list, params }: { list: ListOf<RequestRow>; params: Params }) {
  const narrowed = isNarrowed(params, ["above", "client"]);
  const choosable = list.rows.flatMap((row) => row.bulkItemIds);
  const together = list.rows.filter((row) => row.bulkItemIds.length > 0).length;
  return (
    <>
      <ListControls
        path="/requests"
        params={params}
        search={{ label: "Search requests", placeholder: "Person, client, account, R-…" }}
        filters={filters}
        count={{
          shown: list.rows.length,
          total: list.total,
          noun: list.total === 1 ? "request" : "requests",
        }}
      >
        <ButtonLink href={hrefWith("/requests/export.csv", params, {})} prefetch={false}>
          Export
        </ButtonLink>
      </ListControls>
      <Selecting all={choosable}>
        {together > 1 ? (
          <SelectAll ids={choosable}>Choose all {together} that ask for the smallest role</SelectAll>
        ) : null}
        {list.rows.length > 0 ? (
          <RequestsTable rows={list.rows} path="/requests" params={params} choose={choosable.length > 0} />
        ) : (
          <EmptyState title={narrowed ? "No request fits." : "Nothing waits here."}>
            {narrowed
              ? "Take a filter away, or try fewer letters."
              : "Whoever needs access asks for it by saying what has to be done; Keyholder finds the smallest role."}
          </EmptyState>
        )}
        <BulkDecide
          decide={decideItemsAction}
          requests={list.rows.map((row) => ({ ids: row.bulkItemIds }))}
        />
      </Selecting>
      <ListPager path="/requests" params={params} list={list} />
    </>
  );
}

const draftsInWords = (count: number) =>
  count === 0 ? "Your drafts" : `${sentence(countedInWords(count, "request"))} begun and not sent`;

function leadOf(drafts: boolean, decides: boolean): string | null {
  if (drafts)
    return "Nobody else sees a draft. Each is kept until you send it, for 90 days after its last change.";
  return decides
    ? "Approving at the smallest role is the easy way. More than that is decided on its own page."
    : null;
}

function titleOf({ toDecide, waiting }: RequestCounts, decides: boolean): string {
  if (decides) return toDecide === 0 ? "Nothing to decide" : `${sentence(numberInWords(toDecide))} to decide`;
  if (waiting === 0) return "No request waits";
  return waiting === 1
    ? "One request waits for a decision"
    : `${sentence(numberInWords(waiting))} requests wait for a decision`;
}

function chips(params: Params, counts: RequestCounts, decides: boolean, drafts: boolean) {
  const view = viewOf([params.show].flat()[0]);
  const chip = (show: typeof view, label: string, count?: number) => ({
    label,
    href: hrefWith("/requests", params, { show: show === "waiting" ? null : show }),
    active: !drafts && view === show,
    count,
  });
  return [
    chip("waiting", "Waiting", counts.waiting),
    ...(decides ? [chip("to-decide", "For you to decide", counts.toDecide)] : []),
    chip("mine", "Yours", counts.mine),
    chip("decided", "Decided"),
    chip("all", "All"),
  ];
}
