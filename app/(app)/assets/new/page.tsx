import type { Metadata } from "next";
import { AssetForm } from "@/components/clients/asset-form";
import type { Params } from "@/components/ui/href";
import { Page } from "@/components/ui/page";
import { requirePermission } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { listClientOptions } from "@/lib/clients/queries/list-clients";
import { listContactOptions } from "@/lib/clients/queries/list-contact-options";
import { listPersonOptions } from "@/lib/people/queries/list-people";
import { listPlatformOptions } from "@/lib/platforms/queries";
import { personChoices } from "../../people/choices";
import { addAssetAction } from "../actions";

export const metadata: Metadata = { title: "Add an account" };

export default async function NewAssetPage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireActor();
  requirePermission(actor, "clients.write");
  const { client } = await searchParams;
  const [clients, platforms, people, contacts] = await Promise.all([
    listClientOptions(actor),
    listPlatformOptions(actor),
    listPersonOptions(actor),
    listContactOptions(actor),
  ]);
  const of = clients.find((each) => each.id === client);
  return (
    <Page
      title={of ? `Add an account of ${of.name}` : "Add an account"}
      crumbs={
        of
          ? [
              { label: "Clients", href: "/clients" },
              { label: of.name, href: `/clients/${of.id}` },
            ]
          : [{ label: "Assets", href: "/assets" }]
      }
      lead="Paste the id in any form, or the address of its page on the platform."
    >
      <AssetForm
        action={addAssetAction}
        clients={clients.map(({ id, name }) => ({ value: id, label: name }))}
        clientId={of?.id}
        platforms={platforms}
        people={personChoices(people)}
        contacts={contacts.map(({ id, name, email, clientId }) => ({
          value: id,
          label: name,
          sub: email,
          clientId,
        }))}
        back={of ? `/clients/${of.id}` : "/assets"}
      />
    </Page>
  );
}
