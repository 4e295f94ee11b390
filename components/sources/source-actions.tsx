import type { FormAction } from "@/lib/form-state";
import type { SourceDetail } from "@/lib/sources/queries";
import { DialogForm } from "../ui/dialog-form";
import { Field } from "../ui/field";
import { TextInput } from "../ui/inputs";
import { SourceFields } from "./source-fields";

/** Changes an HR system, and ends the connection. */
export function SourceActions({
  source,
  actions,
}: {
  source: Pick<SourceDetail, "id" | "name" | "addresses">;
  actions: { edit: FormAction; end: FormAction };
}) {
  const id = <input type="hidden" name="sourceId" value={source.id} />;
  return (
    <>
      <DialogForm
        label="End…"
        tone="danger"
        title={`End the connection with ${source.name}?`}
        description="It says nothing more, at once. The people whom it managed stay, with their seats and what they hold, and are managed here."
        action={actions.end}
        submit="End it"
      >
        {id}
        <Field name="reason" label="Why">
          <TextInput />
        </Field>
      </DialogForm>
      <DialogForm label="Change…" title={`Change ${source.name}`} action={actions.edit} submit="Change it">
        {id}
        <SourceFields known={source} />
      </DialogForm>
    </>
  );
}
