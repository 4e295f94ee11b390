import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AskForKitForm } from "@/components/requests/ask-for-kit-form";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Page } from "@/components/ui/page";
import { may } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { previewKit } from "@/lib/requests/queries/preview-kit";
import { askForKitAction } from "../../../actions";

export const metadata: Metadata = { title: "Ask for what the kit gives" };

type Props = { params: Promise<{ id: string; membershipId: string }> };

export default async function AskForKitPage({ params }: Props) {
  const actor = await requireActor();
  const { id, membershipId } = await params;
  const kit = await previewKit(actor, membershipId);
  if (!kit || kit.engagement.id !== id) notFound();
  const { client, engagement, person, role, lines } = kit;
  const sees = may(actor, "clients.read");
  const back = sees ? `/engagements/${id}` : "/requests/new";
  const open = lines.filter((line) => line.leftOut === null).length;
  const special = `/requests/new?client=${client.id}&for=${person.id}&engagement=${id}`;
  return (
    <Page
      title={
        lines.length > 0 && open === 0
          ? `Nothing of the kit of ${role} is left to ask for ${person.name}`
          : `What the kit of ${role} gives ${person.name}`
      }
      crumbs={
        sees
          ? [
              { label: "Clients", href: "/clients" },
              { label: client.name, href: `/clients/${client.id}` },
              { label: engagement.name, href: back },
            ]
          : [
              { label: "Requests", href: "/requests" },
              { label: "New", href: back },
              { label: `${client.name}: ${engagement.name}` },
            ]
      }
      lead="Each line is already at the smallest role that does the work. What is left out says why."
      actions={<ButtonLink href={back}>{sees ? `Back to ${engagement.name}` : "Back"}</ButtonLink>}
    >
      {lines.length > 0 ? (
        <AskForKitForm kit={kit} ask={askForKitAction} today={new Date()} />
      ) : (
        <EmptyState
          title={`${role} has no kit on ${engagement.name}.`}
          actions={
            kit.can.write ? (
              <ButtonLink href={`${back}/kit?role=${encodeURIComponent(role)}`}>Make one</ButtonLink>
            ) : null
          }
        >
          A kit says what the role has to do, on which accounts.
        </EmptyState>
      )}
      {kit.asks === true ? (
        <p className="text-second">
          What is special is asked on top:{" "}
          <Link href={special} className="underline">
            ask for more than the kit
          </Link>
          .
        </p>
      ) : null}
    </Page>
  );
}
