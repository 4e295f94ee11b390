import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/inputs";
import type { FormAction } from "@/lib/form-state";

/** Takes back what still waits of one's own request. */
export function WithdrawForm({ withdraw, id, name }: { withdraw: FormAction; id: string; name: string }) {
  return (
    <DialogForm
      label="Withdraw…"
      className="self-start"
      tone="danger"
      title={`Withdraw ${name}?`}
      description="What has been decided already stays as it is."
      action={withdraw}
      submit="Withdraw"
    >
      <input type="hidden" name="requestId" value={id} />
      <Field name="reason" label="Why" optional>
        <TextInput />
      </Field>
    </DialogForm>
  );
}
