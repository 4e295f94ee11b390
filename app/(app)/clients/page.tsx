import type { Metadata } from "next";
import { ClientsTable } from "@/components/clients/clients-table";
import { ButtonLink } from "@/components/ui/button";
import { countedInWords, sentence } from "@/components/ui/counted";
import { EmptyState } from "@/components/ui/empty-state";
import { isNarrowed, type Params } from "@/components/ui/href";
import { ListPage } from "@/components/ui/list-page";
import { may } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { clientFilters, listClients } from "@/lib/clients/queries/list-clients";
import { readListState } from "@/lib/list-state";

export const metadata: Metadata = { title: "Clients" };

const filters = [
  {
    name: "status",
    label: "Standing",
    any: "running",
    options: [
      { value: "ended", label: "ended" },
      { value: "all", label: "all, ever" },
    ],
  },
  {
    name: "papers",
    label: "Papers",
    options: [
      { value: "missing", label: "something is missing" },
      { value: "complete", label: "agreement and DPA on file" },
    ],
  },
  {
    name: "keys",
    label: "Keys",
    options: [
      { value: "some", label: "some are held" },
      { value: "none", label: "none" },
    ],
  },
];

export default async function ClientsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireActor();
  const params = await searchParams;
  const list = await listClients(actor, readListState(params, clientFilters));
  const narrowed = isNarrowed(params, clientFilters);
  const clients = sentence(countedInWords(list.total, "client"));
  return (
    <ListPage
      title={narrowed ? `${clients} found` : `${clients} whose accounts we can reach`}
      lead="Keys are those held now: by people, by robots, and by shared logins."
      path="/clients"
      params={params}
      list={list}
      noun="clients"
      add={may(actor, "clients.write") ? { label: "Add a client", href: "/clients/new" } : undefined}
      search={{ label: "Search clients" }}
      filters={filters}
      narrowed={narrowed}
      nothingFits="No client fits these filters."
      none={
        <EmptyState
          title="No client is entered yet."
          actions={
            may(actor, "register.record") ? (
              <ButtonLink href="/import">Bring your spreadsheet</ButtonLink>
            ) : null
          }
        >
          Import the spreadsheet that you have, or add the first client.
        </EmptyState>
      }
    >
      <ClientsTable rows={list.rows} path="/clients" params={params} />
    </ListPage>
  );
}
