import { ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { CommandForm } from "@/components/ui/form";
import { TextArea, TextInput } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormAction } from "@/lib/form-state";

/** A client, to enter or to change. */
export function ClientForm({
  action,
  client,
  back,
}: {
  action: FormAction;
  client?: { id: string; name: string; notes: string | null };
  back: string;
}) {
  return (
    <CommandForm action={action} className="flex max-w-xl flex-col gap-4">
      {client ? <input type="hidden" name="clientId" value={client.id} /> : null}
      <Field name="name" label="Name" hint="With or without its legal form; one client is not entered twice.">
        <TextInput defaultValue={client?.name} />
      </Field>
      <Field name="notes" label="Notes" optional>
        <TextArea defaultValue={client?.notes ?? undefined} />
      </Field>
      <div className="flex gap-2">
        <SubmitButton>{client ? "Save" : "Add this client"}</SubmitButton>
        <ButtonLink href={back}>Cancel</ButtonLink>
      </div>
    </CommandForm>
  );
}
