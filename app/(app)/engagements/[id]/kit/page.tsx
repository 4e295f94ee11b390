import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { KitForm } from "@/components/clients/kit-form";
import { EmptyState } from "@/components/ui/empty-state";
import type { Params } from "@/components/ui/href";
import { Page } from "@/components/ui/page";
import { requireActor } from "@/lib/auth/session";
import { getEngagement } from "@/lib/clients/queries/get-engagement";
import { getKitOptions } from "@/lib/clients/queries/kit-options";
import { setKitAction } from "../../actions";

export const metadata: Metadata = { title: "Kit of a role" };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Params> };

export default async function KitPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const [{ id }, search] = await Promise.all([params, searchParams]);
  const role = ([search.role].flat()[0] ?? "").trim().slice(0, 80);
  const [engagement, options] = await Promise.all([getEngagement(actor, id), getKitOptions(actor, id, role)]);
  if (!engagement?.can.write || !options) notFound();
  const { client, name } = engagement;
  const back = `/engagements/${id}`;
  return (
    <Page
      title={role ? `Kit of ${role}` : "A kit for a role"}
      crumbs={[
        { label: "Clients", href: "/clients" },
        { label: client.name, href: `/clients/${client.id}` },
        { label: name, href: back },
      ]}
      lead="What people hold stays as it is. The engagement then shows who holds too much or too little."
    >
      {options.assets.length > 0 ? (
        <KitForm key={role} action={setKitAction} options={options} role={role} back={back} />
      ) : (
        <EmptyState title={`${client.name} has no account in the register.`}>
          Add its accounts on the client’s page first.
        </EmptyState>
      )}
    </Page>
  );
}
