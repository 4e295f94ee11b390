import type { FormAction } from "@/lib/form-state";
import { Field } from "../ui/field";
import { CommandForm } from "../ui/form";
import { TextInput } from "../ui/inputs";
import { SubmitButton } from "../ui/submit-button";
import { BelievedFields, ClientFields } from "./provider-fields";

/** Sets an issuer up. `providerId` is the one that its redirect address has. */
export function AddProviderForm({ action, providerId }: { action: FormAction; providerId: string }) {
  return (
    <CommandForm action={action} resetWhenDone label="Set an issuer up">
      <input type="hidden" name="providerId" value={providerId} />
      <div className="grid gap-4 sm:grid-cols-2 sm:items-end">
        <Field name="name" label="Name" hint="As it stands on the button: “Continue with …”.">
          <TextInput maxLength={60} />
        </Field>
        <Field name="issuer" label="Issuer" hint="Its address; Keyholder asks it at once what it offers.">
          <TextInput type="url" placeholder="https://" spellCheck={false} />
        </Field>
      </div>
      <ClientFields />
      <BelievedFields />
      <p className="text-second">
        Believe a value only if the issuer gives it for nothing less than two factors: who comes with it, not
        older than five minutes, is asked for nothing more here.
      </p>
      <div>
        <SubmitButton>Set it up</SubmitButton>
      </div>
    </CommandForm>
  );
}
