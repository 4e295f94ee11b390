import { ButtonLink } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { CommandForm } from "@/components/ui/form";
import { DateInput, type Option, Select, TextInput } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import { dayOf } from "@/components/ui/time-text";
import type { FormAction } from "@/lib/form-state";
import type { PersonDetail } from "@/lib/people/queries/get-person";
import { choicesOf, kindWords } from "./words";

type Filled = {
  id: string;
  name: string;
  givenName: string | null;
  familyName: string | null;
  email: string | null;
  employeeNumber: string | null;
  kind: PersonDetail["kind"];
  title: string | null;
  department: string | null;
  location: string | null;
  manager: { id: string } | null;
  startsOn: Date | null;
  endsOn: Date | null;
};

/** What is known of a person, to enter or to change. */
export function PersonForm({
  action,
  person,
  people,
  back,
}: {
  action: FormAction;
  person?: Filled;
  /** Who can be the manager. */
  people: Option[];
  back: string;
}) {
  const text = (value: string | null | undefined) => value ?? undefined;
  const day = (value: Date | null | undefined) => (value ? dayOf(value) : undefined);
  return (
    <CommandForm action={action} className="flex max-w-2xl flex-col gap-4">
      {person ? <input type="hidden" name="personId" value={person.id} /> : null}
      <Field name="name" label="Name">
        <TextInput defaultValue={text(person?.name)} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field name="givenName" label="Given name" optional>
          <TextInput defaultValue={text(person?.givenName)} />
        </Field>
        <Field name="familyName" label="Family name" optional>
          <TextInput defaultValue={text(person?.familyName)} />
        </Field>
        <Field
          name="email"
          label="E-mail"
          optional
          hint={person ? undefined : "Becomes their work identity on the platforms as well."}
        >
          <TextInput type="email" defaultValue={text(person?.email)} />
        </Field>
        <Field name="employeeNumber" label="Employee number" optional>
          <TextInput defaultValue={text(person?.employeeNumber)} />
        </Field>
        <Field name="kind" label="Kind">
          <Select options={choicesOf(kindWords)} defaultValue={person?.kind ?? "employee"} />
        </Field>
        <Field name="title" label="Title" optional>
          <TextInput defaultValue={text(person?.title)} />
        </Field>
        <Field name="department" label="Department" optional>
          <TextInput defaultValue={text(person?.department)} />
        </Field>
        <Field name="location" label="Location" optional>
          <TextInput defaultValue={text(person?.location)} />
        </Field>
        <Field name="startsOn" label="First day" optional>
          <DateInput defaultValue={day(person?.startsOn)} />
        </Field>
        <Field name="endsOn" label="Last day" optional hint="Where it is known, as for a contractor.">
          <DateInput defaultValue={day(person?.endsOn)} />
        </Field>
      </div>
      <Field name="managerId" label="Manager" optional>
        <Combobox options={people} defaultValue={person?.manager?.id} placeholder="Nobody" />
      </Field>
      <div className="flex gap-2">
        <SubmitButton>{person ? "Save" : "Add this person"}</SubmitButton>
        <ButtonLink href={back}>Cancel</ButtonLink>
      </div>
    </CommandForm>
  );
}
