import type { FormAction } from "@/lib/form-state";
import { DialogForm } from "../ui/dialog-form";
import { Field } from "../ui/field";
import { TextInput } from "../ui/inputs";

/** For an emergency: signs everybody else out. */
export function EndEverybody({ action }: { action: FormAction }) {
  return (
    <DialogForm
      label="End everybody’s sessions…"
      size="small"
      title="End the sessions of everybody else?"
      description="Everybody but you is signed out everywhere at once, clients’ contacts too. What they were typing is lost. They can sign in again."
      action={action}
      submit="End all sessions"
      submitTone="danger"
    >
      <Field name="reason" label="Why">
        <TextInput />
      </Field>
    </DialogForm>
  );
}
