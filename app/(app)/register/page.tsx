import type { Metadata } from "next";
import { AsOfControl } from "@/components/register/as-of";
import { GrantTable } from "@/components/register/grant-table";
import { registerFilters } from "@/components/register/list-filters";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { countedInWords, numberInWords, sentence } from "@/components/ui/counted";
import { EmptyState } from "@/components/ui/empty-state";
import { hrefWith, isNarrowed, type Params } from "@/components/ui/href";
import { KeyFigures } from "@/components/ui/key-figures";
import { ListControls } from "@/components/ui/list-controls";
import { Page } from "@/components/ui/page";
import { Pager } from "@/components/ui/pager";
import { timeText } from "@/components/ui/time-text";
import { may } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { readListState } from "@/lib/list-state";
import { readAsOf } from "@/lib/register/queries/as-of";
import { grantFilters, listGrants } from "@/lib/register/queries/list-grants";
import { registerChoices } from "@/lib/register/queries/register-choices";
import { registerFigures } from "@/lib/register/queries/register-figures";

export const metadata: Metadata = { title: "Register" };

/** Who holds what, today or on any past day. */
export default async function RegisterPage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireActor();
  const params = await searchParams;
  const now = new Date();
  const state = readListState(params, grantFilters);
  const asOf = readAsOf(params.asOf, now);
  const [{ rows, total, expired, page, pageSize }, figures, choices] = await Promise.all([
    listGrants(actor, state, asOf),
    asOf ? null : registerFigures(actor),
    registerChoices(actor),
  ]);
  const narrowed = isNarrowed(params, grantFilters);
  const keys = sentence(countedInWords(total, "key"));
  return (
    <Page
      title={
        asOf
          ? `${keys} on ${timeText(asOf, "long")}`
          : expired > 0
            ? `${keys}, ${numberInWords(expired)} expired and not removed`
            : total === 0
              ? "No key found"
              : `${keys} ${narrowed ? "found" : "held now"}`
      }
      lead="Who holds a key to which account, in which role, until when, and how that is known."
      actions={
        <>
          <ButtonLink href={hrefWith("/register/export.csv", params, {})}>Export</ButtonLink>
          {may(actor, "register.record") ? (
            <ButtonLink tone="primary" href="/register/new">
              Record access
            </ButtonLink>
          ) : null}
        </>
      }
    >
      {figures ? (
        <KeyFigures
          figures={[
            { value: figures.held, label: "keys that open something" },
            { value: figures.verifiedFresh, label: "verified in the last 90 days" },
            {
              value: figures.smallest
                ? `${Math.round((figures.smallest.at / figures.smallest.of) * 100)} %`
                : "—",
              label: "of the requested ones at the smallest role",
            },
            {
              value: figures.removalsOverdue,
              label: "removals overdue",
              href: "/work?kind=revoke&due=overdue",
              tone: figures.removalsOverdue > 0 ? "critical" : undefined,
            },
            { value: figures.sharedLogins, label: "shared logins left", href: "/register?holder=shared" },
          ]}
        />
      ) : null}
      {expired > 0 ? (
        <Callout
          tone="critical"
          title={`${sentence(numberInWords(expired))} expired, and the platform has not been cleaned`}
        >
          Expired is not removed: these people can still get in.
        </Callout>
      ) : null}
      <ListControls
        path="/register"
        params={params}
        search={{ label: "Search the register", placeholder: "Person, client, account or id" }}
        filters={registerFilters(choices)}
        count={{ shown: rows.length, total, noun: total === 1 ? "key" : "keys" }}
      />
      <AsOfControl path="/register" params={params} asOf={asOf} now={now} />
      {rows.length > 0 ? (
        <GrantTable grants={rows} sorting={{ path: "/register", params, sort: state.sort }} />
      ) : (
        <NoKeys narrowed={narrowed || asOf !== null} imports={may(actor, "register.record")} />
      )}
      <Pager
        previous={page > 1 ? hrefWith("/register", params, { page: page - 1 }) : null}
        next={page * pageSize < total ? hrefWith("/register", params, { page: page + 1 }) : null}
        text={`${(page - 1) * pageSize + 1}–${(page - 1) * pageSize + rows.length} of ${total.toLocaleString("en-GB")}`}
      />
    </Page>
  );
}

function NoKeys({ narrowed, imports }: { narrowed: boolean; imports: boolean }) {
  if (narrowed)
    return (
      <EmptyState
        title="No key fits."
        actions={<ButtonLink href="/register">Show all that are held</ButtonLink>}
      >
        Take a filter away, or choose another day.
      </EmptyState>
    );
  return (
    <EmptyState
      title="No key is registered yet."
      actions={imports ? <ButtonLink href="/import">Bring your spreadsheet</ButtonLink> : null}
    >
      Keys come from the list that the studio keeps today, from approved requests, or are recorded one by one.
    </EmptyState>
  );
}
