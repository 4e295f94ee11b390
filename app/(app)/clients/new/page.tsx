import type { Metadata } from "next";
import { ClientForm } from "@/components/clients/client-form";
import { Page } from "@/components/ui/page";
import { requirePermission } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { addClientAction } from "../actions";

export const metadata: Metadata = { title: "Add a client" };

export default async function NewClientPage() {
  requirePermission(await requireActor(), "clients.write");
  return (
    <Page title="Add a client" crumbs={[{ label: "Clients", href: "/clients" }]}>
      <ClientForm action={addClientAction} back="/clients" />
    </Page>
  );
}
