import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PersonForm } from "@/components/people/person-form";
import { Page } from "@/components/ui/page";
import { requirePermission } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { getPerson } from "@/lib/people/queries/get-person";
import { listPersonOptions } from "@/lib/people/queries/list-people";
import { editPersonAction } from "../../actions";
import { personChoices } from "../../choices";

export const metadata: Metadata = { title: "Change a person" };

export default async function EditPersonPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireActor();
  requirePermission(actor, "people.write");
  const { id } = await params;
  const [person, people] = await Promise.all([getPerson(actor, id), listPersonOptions(actor)]);
  if (!person?.can.edit) notFound();
  return (
    <Page
      title={`Change ${person.name}`}
      crumbs={[
        { label: "People", href: "/people" },
        { label: person.name, href: `/people/${id}` },
      ]}
    >
      <PersonForm
        action={editPersonAction}
        person={person}
        people={personChoices(people, [id])}
        back={`/people/${id}`}
      />
    </Page>
  );
}
