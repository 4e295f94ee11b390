import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ClientForm } from "@/components/clients/client-form";
import { Page } from "@/components/ui/page";
import { requireActor } from "@/lib/auth/session";
import { getClient } from "@/lib/clients/queries/get-client";
import { editClientAction } from "../../actions";

export const metadata: Metadata = { title: "Change a client" };

export default async function EditClientPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireActor();
  const client = await getClient(actor, (await params).id);
  if (!client?.can.write) notFound();
  return (
    <Page
      title={`Change ${client.name}`}
      crumbs={[
        { label: "Clients", href: "/clients" },
        { label: client.name, href: `/clients/${client.id}` },
      ]}
    >
      <ClientForm action={editClientAction} client={client} back={`/clients/${client.id}`} />
    </Page>
  );
}
