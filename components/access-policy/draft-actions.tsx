"use client";

import type { FormAction } from "@/lib/form-state";
import { ConfirmButton } from "../ui/confirm-button";
import { DialogForm } from "../ui/dialog-form";
import { Field } from "../ui/field";
import { CommandForm } from "../ui/form";
import { TextArea } from "../ui/inputs";

/** Activates the draft as the next version, or throws it away. */
export function DraftActions({
  revision,
  next,
  activate,
  discard,
}: {
  revision: number;
  next: number;
  activate: FormAction;
  discard: FormAction;
}) {
  return (
    <>
      <CommandForm action={discard} label="Discard the draft" className="contents">
        <input type="hidden" name="revision" value={revision} />
        <ConfirmButton
          title="Discard the draft?"
          description="Its rules are gone. The versions stay as they are."
          confirm="Discard the draft"
        >
          Discard
        </ConfirmButton>
      </CommandForm>
      <DialogForm
        label="Activate…"
        tone="primary"
        title={`Activate version ${next}`}
        description="It counts for everything that is asked from now on. What waits already keeps the answer that it got."
        action={activate}
        submit={`Activate version ${next}`}
      >
        <input type="hidden" name="revision" value={revision} />
        <Field name="note" label="What is new, and why" hint="It stands in the history of versions.">
          <TextArea rows={3} />
        </Field>
      </DialogForm>
    </>
  );
}
