import type { Metadata } from "next";
import { AssetsTable } from "@/components/clients/assets-table";
import { choicesOf, ownerWords } from "@/components/clients/words";
import { ButtonLink } from "@/components/ui/button";
import { countedInWords, sentence } from "@/components/ui/counted";
import { EmptyState } from "@/components/ui/empty-state";
import { isNarrowed, type Params } from "@/components/ui/href";
import { ListPage } from "@/components/ui/list-page";
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
  const narrowed = isNarrowed(params, assetFilters);
  const named = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  return (
    <ListPage
      title={`${sentence(countedInWords(list.total, "account"))} ${narrowed ? "found" : "on the register"}`}
      lead="Accounts, properties and portals of the clients, and the studio’s own manager accounts that reach them."
      path="/assets"
      params={params}
      list={list}
      noun="accounts"
      add={may(actor, "clients.write") ? { label: "Add an account", href: "/assets/new" } : undefined}
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
      narrowed={narrowed}
      nothingFits="No account fits these filters."
      none={
        <EmptyState
          title="No account is registered yet."
          actions={
            may(actor, "register.record") ? (
              <ButtonLink href="/import">Bring your spreadsheet</ButtonLink>
            ) : null
          }
        >
          Import the spreadsheet that you have, or add accounts one by one.
        </EmptyState>
      }
    >
      <AssetsTable rows={list.rows} path="/assets" params={params} />
    </ListPage>
  );
}
