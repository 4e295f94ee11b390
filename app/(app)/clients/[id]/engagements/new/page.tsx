import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EngagementForm } from "@/components/clients/engagement-form";
import { Page } from "@/components/ui/page";
import { requireActor } from "@/lib/auth/session";
import { getClient } from "@/lib/clients/queries/get-client";
import { STUDIO_COMMITMENTS } from "@/lib/clients/rules/commitments";
import { addEngagementAction } from "../../../actions";

export const metadata: Metadata = { title: "Begin an engagement" };

export default async function NewEngagementPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireActor();
  const client = await getClient(actor, (await params).id);
  if (!client?.can.write) notFound();
  const back = `/clients/${client.id}`;
  return (
    <Page
      title={`Begin an engagement with ${client.name}`}
      crumbs={[
        { label: "Clients", href: "/clients" },
        { label: client.name, href: back },
      ]}
    >
      <EngagementForm
        action={addEngagementAction}
        clientId={client.id}
        defaults={STUDIO_COMMITMENTS}
        back={back}
      />
    </Page>
  );
}
