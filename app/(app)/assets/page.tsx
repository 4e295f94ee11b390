import type { Metadata } from "next";
import { AssetsTable } from "@/components/clients/assets-table";
import { choicesOf, ownerWords } from "@/components/clients/words";
import { ButtonLink } from "@/components/ui/button";
import { countedInWords, sentence } from "@/components/ui/counted";
import { EmptyState } from "@/components/ui/empty-state";
import { hrefWith, type Params } from "@/components/ui/href";
import { ListControls } from "@/components/ui/list-controls";
import { ListPager } from "@/components/ui/list-pager";
import { Page } from "@/components/ui/page";
import { may } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { assetFilters, listAssets } from "@/lib/clients/queries/list-assets";
import { listClientOptions } from "@/lib/clients/queries/list-clients";
import { readListState } from "@/lib/list-state";
import { listPlatformOptions } from "@/lib/platforms/queries";

export const metadata: Metadata = { title: "Accounts" };

export default async function AssetsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireActor();
  const params = await searchParams;
  const [list, clients, platforms] = await Promise.all([
    listAssets(actor, readListState(params, assetFilters)),
    listClientOptions(actor),
    listPlatformOptions(actor),
  ]);
  const narrowed = ["q", ...assetFilters].some((name) => params[name]);
  const write = may(actor, "clients.write");
  const named = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  return (
    <Page
      title={`${sentence(countedInWords(list.total, "account"))} ${narrowed ? "found" : "on the register"}`}
      lead="Accounts, properties and portals of the clients, and the studio’s own manager accounts that reach them."
      actions={
        <>
          <ButtonLink href={hrefWith("/assets/export.csv", params, {})} prefetch={false}>
            Export
          </ButtonLink>
          {write ? (
            <ButtonLink tone="primary" href="/assets/new">
              Add an account
            </ButtonLink>
          ) : null}
        </>
      }
    >
      <ListControls
        path="/assets"
        params={params}
        search={{ label: "Search accounts", placeholder: "Name, client or account id" }}
        filters={[
          {
            name: "client",
            label: "Client",
            options: [{ value: "studio", label: "the studio’s own" }, ...clients.map(named)],
          },
          { name: "platform", label: "Platform", options: platforms.map(named) },
          { name: "owner", label: "Owner", options: choicesOf(ownerWords) },
          {
            name: "custodian",
            label: "Custodian",
            options: [
              { value: "none", label: "nobody" },
              { value: "client", label: "at the client" },
            ],
          },
          {
            name: "status",
            label: "Standing",
            any: "running",
            options: [
              { value: "ended", label: "ended" },
              { value: "all", label: "all, ever" },
            ],
          },
        ]}
        count={{ shown: list.rows.length, total: list.total, noun: "accounts" }}
      />
      {list.rows.length > 0 ? (
        <AssetsTable rows={list.rows} path="/assets" params={params} />
      ) : narrowed ? (
        <EmptyState title="No account fits these filters.">
          Take a filter away, or try fewer letters.
        </EmptyState>
      ) : (
        <EmptyState
          title="No account is registered yet."
          actions={
            may(actor, "imports.run") ? <ButtonLink href="/import">Bring your spreadsheet</ButtonLink> : null
          }
        >
          Import the spreadsheet that you have, or add accounts one by one.
        </EmptyState>
      )}
      <ListPager path="/assets" params={params} list={list} />
    </Page>
  );
}
