import type { Metadata } from "next";
import { PersonForm } from "@/components/people/person-form";
import { Page } from "@/components/ui/page";
import { requirePermission } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { listPersonOptions } from "@/lib/people/queries/list-people";
import { addPersonAction } from "../actions";
import { personChoices } from "../choices";

export const metadata: Metadata = { title: "Add a person" };

export default async function NewPersonPage() {
  const actor = await requireActor();
  requirePermission(actor, "people.write");
  const people = await listPersonOptions(actor);
  return (
    <Page
      title="Add a person"
      crumbs={[{ label: "People", href: "/people" }]}
      lead="Somebody whose access the studio answers for. To let them sign in here, invite them as a member."
    >
      <PersonForm action={addPersonAction} people={personChoices(people)} back="/people" />
    </Page>
  );
}
