import type { FormAction } from "@/lib/form-state";
import type { HrSourceKind } from "@/prisma/generated/enums";
import { Field } from "../ui/field";
import { CommandForm } from "../ui/form";
import { Select, TextInput } from "../ui/inputs";
import { SubmitButton } from "../ui/submit-button";
import { sourceKinds } from "./words";

/** What an HR system is called, and from where it may call. */
export function SourceFields({ known }: { known?: { name: string; addresses: string[] } | undefined }) {
  return (
    <>
      <Field name="name" label="Name" hint="As the audit log is to name it.">
        <TextInput defaultValue={known?.name} maxLength={60} />
      </Field>
      <Field name="addresses" label="Calls come from" optional hint="Addresses or ranges. Empty: anywhere.">
        <TextInput
          defaultValue={known?.addresses.join(" ")}
          placeholder="203.0.113.0/24"
          spellCheck={false}
        />
      </Field>
    </>
  );
}

/** Connects an HR system of one of these kinds. */
export function AddSourceForm({ action, kinds }: { action: FormAction; kinds: readonly HrSourceKind[] }) {
  const options = kinds.map((value) => ({ value, label: sourceKinds[value] }));
  return (
    <CommandForm action={action} label="Connect an HR system">
      <Field
        name="kind"
        label="How it speaks"
        hint={`SCIM: Okta, Entra ID, OneLogin, JumpCloud and others. A signed webhook: whatever can only call a URL.${kinds.includes("folder") ? " Files of people: what lies in the folder is read again." : ""}`}
      >
        <Select options={options} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <SourceFields />
      </div>
      <div>
        <SubmitButton>Connect it</SubmitButton>
      </div>
    </CommandForm>
  );
}
