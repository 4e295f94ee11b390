import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EngagementForm } from "@/components/clients/engagement-form";
import { Page } from "@/components/ui/page";
import { requireActor } from "@/lib/auth/session";
import { getEngagement } from "@/lib/clients/queries/get-engagement";
import { STUDIO_COMMITMENTS } from "@/lib/clients/rules/commitments";
import { editEngagementAction } from "../../actions";

export const metadata: Metadata = { title: "Change an engagement" };

export default async function EditEngagementPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireActor();
  const engagement = await getEngagement(actor, (await params).id);
  if (!engagement?.can.write) notFound();
  const { client } = engagement;
  const back = `/engagements/${engagement.id}`;
  return (
    <Page
      title={`Change ${engagement.name}`}
      crumbs={[
        { label: "Clients", href: "/clients" },
        { label: client.name, href: `/clients/${client.id}` },
        { label: engagement.name, href: back },
      ]}
    >
      <EngagementForm
        action={editEngagementAction}
        engagement={engagement}
        defaults={STUDIO_COMMITMENTS}
        back={back}
      />
    </Page>
  );
}
