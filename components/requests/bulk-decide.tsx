"use client";

import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { CommandForm } from "@/components/ui/form";
import { TextArea } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormAction } from "@/lib/form-state";
import { SelectedInputs, useSelection } from "./selection";

/**
 * Decides what is chosen in a list. What asks for more than the smallest cannot be chosen there. It stays, hidden,
 * when nothing is chosen any more, so that it can say what came of the last decision.
 */
export function BulkDecide({
  decide,
  requests,
}: {
  decide: FormAction;
  requests: { ids: readonly string[] }[];
}) {
  const { selected, clear } = useSelection();
  const chosen = requests.filter(
    ({ ids }) => ids.length > 0 && ids.every((id) => selected.includes(id)),
  ).length;
  return (
    <section
      aria-label="Decide what is chosen"
      hidden={selected.length === 0}
      className="not-[[hidden]]:flex sticky bottom-0 z-10 flex-wrap items-center gap-x-4 gap-y-2 border-t border-strong bg-paper py-3 max-md:bottom-14"
    >
      <p className="flex-1" role="status">
        {chosen === 1 ? "1 request" : `${chosen} requests`} chosen
        <span className="text-third">, {selected.length === 1 ? "1 key" : `${selected.length} keys`}</span>
      </p>
      <DialogForm
        label="Reject…"
        tone="danger"
        title={chosen === 1 ? "Reject this request?" : `Reject these ${chosen} requests?`}
        action={decide}
        submit="Reject"
      >
        <SelectedInputs />
        <input type="hidden" name="decision" value="reject" />
        <Field name="reason" label="Why" hint="Who asked reads this.">
          <TextArea rows={3} />
        </Field>
      </DialogForm>
      <CommandForm action={decide} onDone={clear} className="contents" label="Approve what is chosen">
        <SelectedInputs />
        <input type="hidden" name="decision" value="smallest" />
        <SubmitButton>Approve at the smallest</SubmitButton>
      </CommandForm>
    </section>
  );
}
