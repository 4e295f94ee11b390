import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/inputs";
import type { FormAction } from "@/lib/form-state";

/** The button that ends a client, an engagement or an account, with its reason. */
export function EndForm({
  action,
  field,
  id,
  title,
  description,
}: {
  action: FormAction;
  /** The input's name of the id: "clientId". */
  field: string;
  id: string;
  title: string;
  description: string;
}) {
  return (
    <DialogForm
      label="End…"
      tone="danger"
      title={title}
      description={description}
      action={action}
      submit="End it"
    >
      <input type="hidden" name={field} value={id} />
      <Field name="reason" label="Reason" optional>
        <TextArea />
      </Field>
    </DialogForm>
  );
}
