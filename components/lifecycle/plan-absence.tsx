import { RadioGroup } from "@/components/ui/choices";
import { Combobox } from "@/components/ui/combobox";
import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { DateInput, type Option } from "@/components/ui/inputs";
import type { FormAction } from "@/lib/form-state";
import { absenceKindWords } from "./absence-words";

/** Says that somebody is away for long, and who stands in. */
export function PlanAbsence({
  person,
  people,
  action,
}: {
  person: { id: string; name: string };
  people: Option[];
  action: FormAction;
}) {
  return (
    <DialogForm
      label="Away…"
      title={`${person.name} is away for long?`}
      description="From the first day on, their access is suspended and they cannot sign in. When they return, each key is confirmed before it comes back."
      action={action}
      submit="Save"
    >
      <input type="hidden" name="personId" value={person.id} />
      <Field name="kind" label="Why" group>
        <RadioGroup
          defaultValue="parental"
          options={Object.entries(absenceKindWords).map(([value, label]) => ({ value, label }))}
        />
      </Field>
      <Field name="startsOn" label="First day away">
        <DateInput />
      </Field>
      <Field name="expectedOn" label="Expected back" optional>
        <DateInput />
      </Field>
      <Field
        name="standInId"
        label="Who stands in"
        hint="Robots, accounts in their care, requests and work go to them. If you choose nobody, the manager has the work."
        optional
      >
        <Combobox options={people} placeholder="Choose a person" />
      </Field>
    </DialogForm>
  );
}
