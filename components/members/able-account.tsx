import type { FormAction } from "@/lib/form-state";
import { DialogForm } from "../ui/dialog-form";
import { Field } from "../ui/field";
import { CommandForm } from "../ui/form";
import { TextInput } from "../ui/inputs";
import { SubmitButton } from "../ui/submit-button";

type Account = { accountId: string; name: string };

/** Lets an account sign in again. */
export function EnableAccount({ account, action }: { account: Account; action: FormAction }) {
  return (
    <CommandForm action={action} label={`Enable ${account.name}`} className="inline-flex">
      <input type="hidden" name="accountId" value={account.accountId} />
      <SubmitButton tone="plain" size="small">
        Enable
      </SubmitButton>
    </CommandForm>
  );
}

/** Keeps an account out, with a reason. */
export function DisableAccount({
  account,
  what,
  description,
  action,
}: {
  account: Account;
  /** As the question names it: "the account of Maria Costa". */
  what: string;
  description: string;
  action: FormAction;
}) {
  return (
    <DialogForm
      label="Disable…"
      size="small"
      tone="danger"
      title={`Disable ${what}?`}
      description={description}
      action={action}
      submit="Disable"
    >
      <input type="hidden" name="accountId" value={account.accountId} />
      <Field name="reason" label="Why">
        <TextInput />
      </Field>
    </DialogForm>
  );
}
