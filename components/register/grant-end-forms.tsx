import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { CommandForm } from "@/components/ui/form";
import { TextArea } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormAction } from "@/lib/form-state";
import type { GrantRow } from "@/lib/register/queries/grant-rows";
import { ExtendDialog } from "./extend-dialog";

type Props = { grant: GrantRow; action: FormAction; size?: "small" | undefined };

const nameOf = (grant: GrantRow) => `${grant.role.name} of ${grant.holder.name} on ${grant.asset.name}`;

/** Asks to keep access longer: a request like any other, with a new reason. */
export function ExtendForm({ grant, action, size }: Props) {
  return <ExtendDialog grantId={grant.id} what={nameOf(grant)} action={action} size={size} />;
}

/** An answer to the reminders: it may end. */
export function LapseForm({ grant, action, size }: Props) {
  return (
    <CommandForm action={action} label={`Let it lapse: ${nameOf(grant)}`}>
      <input type="hidden" name="grantId" value={grant.id} />
      <SubmitButton size={size} tone="plain">
        Let it lapse
      </SubmitButton>
    </CommandForm>
  );
}

/** Gives back one's own access before its end. */
export function GiveBackForm({ grant, action, size }: Props) {
  return (
    <DialogForm
      label="Give it back…"
      size={size}
      title="Give this access back?"
      description={`${nameOf(grant)}. The custodian removes it; you need not wait for its end.`}
      action={action}
      submit="Give it back"
    >
      <input type="hidden" name="grantIds[]" value={grant.id} />
      <Field name="reason" label="Anything to add" optional>
        <TextArea rows={2} />
      </Field>
    </DialogForm>
  );
}
