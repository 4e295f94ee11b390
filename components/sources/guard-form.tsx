import type { FormAction } from "@/lib/form-state";
import type { Guard } from "@/lib/sources/rules/guard";
import { DialogForm } from "../ui/dialog-form";
import { Field } from "../ui/field";
import { TextInput } from "../ui/inputs";

/** Changes how many departures at once are believed of HR systems. */
export function GuardForm({ guard, action }: { guard: Guard; action: FormAction }) {
  return (
    <DialogForm
      label="Change…"
      title="How many departures at once are believed?"
      description="What goes over is held, all of it, until HR, a security lead or an owner has looked at it."
      action={action}
      submit="Change it"
    >
      <Field name="most" label="At most" hint="Departures at once.">
        <TextInput inputMode="numeric" defaultValue={String(guard.most)} />
      </Field>
      <Field name="percent" label="At most this share of the people" hint="In per cent.">
        <TextInput inputMode="numeric" defaultValue={String(guard.percent)} />
      </Field>
      <Field name="least" label="But always" hint="So many are believed however small the studio is.">
        <TextInput inputMode="numeric" defaultValue={String(guard.least)} />
      </Field>
      <Field name="minutes" label="Within" hint="Minutes.">
        <TextInput inputMode="numeric" defaultValue={String(guard.minutes)} />
      </Field>
    </DialogForm>
  );
}
