import { Field } from "../ui/field";
import { TextInput } from "../ui/inputs";

type Known = { name: string; clientId: string; believedAmr: string[]; believedAcr: string[] };

/** An issuer's client. With `known` they change it, and an empty secret keeps the old one. */
export function ClientFields({ known }: { known?: Known | undefined }) {
  return (
    <div className="grid gap-4 sm:grid-cols-2 sm:items-end">
      <Field name="clientId" label="Client ID">
        <TextInput defaultValue={known?.clientId} spellCheck={false} />
      </Field>
      <Field
        name="clientSecret"
        label="Client secret"
        optional={known !== undefined}
        hint={known ? "Leave it empty to keep the one that is there." : undefined}
      >
        <TextInput type="password" autoComplete="new-password" />
      </Field>
    </div>
  );
}

/** What of the issuer's own second factor is believed. */
export function BelievedFields({ known }: { known?: Known | undefined }) {
  return (
    <div className="grid gap-4 sm:grid-cols-2 sm:items-end">
      <Field
        name="believedAmr"
        label="Believed methods"
        optional
        hint="Values of “amr” that mean two factors at this issuer, such as mfa."
      >
        <TextInput defaultValue={known?.believedAmr.join(" ")} spellCheck={false} />
      </Field>
      <Field
        name="believedAcr"
        label="Believed classes"
        optional
        hint="Values of “acr” that mean two factors at this issuer."
      >
        <TextInput defaultValue={known?.believedAcr.join(" ")} spellCheck={false} />
      </Field>
    </div>
  );
}
