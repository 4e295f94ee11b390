"use client";

import { counted } from "@/components/ui/counted";
import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { CommandForm } from "@/components/ui/form";
import { TextArea } from "@/components/ui/inputs";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormAction } from "@/lib/form-state";
import { useSelection } from "../requests/selection";

/**
 * Approves or declines what is chosen, or the only one there is. It stays, hidden, when nothing is left, so that it can say what came of the
 * last answer.
 */
export function AnswerForms({ answer, ids }: { answer: FormAction; ids: readonly string[] }) {
  const { selected, clear } = useSelection();
  const several = ids.length > 1;
  const chosen = several ? selected : ids;
  const inputs = chosen.map((id) => <input key={id} type="hidden" name="itemIds[]" value={id} />);
  return (
    <section
      aria-label="Answer what is chosen"
      hidden={ids.length === 0}
      className="not-[[hidden]]:flex sticky bottom-0 z-10 flex-wrap items-center gap-x-4 gap-y-2 border-t border-strong bg-paper py-3 max-md:bottom-14"
    >
      {several ? (
        <p className="flex-1 max-md:basis-full" role="status">
          {chosen.length === 0
            ? "Choose what you want to answer."
            : `${chosen.length} of ${counted(ids.length, "key")} chosen`}
        </p>
      ) : (
        <span className="flex-1 max-md:hidden" />
      )}
      <div
        hidden={chosen.length === 0}
        className="not-[[hidden]]:flex gap-3 max-md:flex-1 max-md:[&_button]:flex-1"
      >
        <DialogForm
          label="Decline…"
          tone="danger"
          title={chosen.length === 1 ? "Decline this access?" : `Decline these ${chosen.length}?`}
          description="Nobody gets it, whatever the studio decides. If it is needed after all, they ask again."
          action={answer}
          submit="Decline"
        >
          {inputs}
          <input type="hidden" name="answer" value="no" />
          <Field name="reason" label="Why" hint="The studio reads this.">
            <TextArea rows={3} />
          </Field>
        </DialogForm>
        <CommandForm action={answer} onDone={clear} className="contents" label="Approve what is chosen">
          {inputs}
          <input type="hidden" name="answer" value="yes" />
          <SubmitButton>Approve</SubmitButton>
        </CommandForm>
      </div>
    </section>
  );
}
