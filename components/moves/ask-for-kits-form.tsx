import { countedInWords } from "@/components/ui/counted";
import { CommandForm } from "@/components/ui/form";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormAction } from "@/lib/form-state";
import type { Arrival } from "@/lib/moves/queries/get-arrival";

/**
 * One button that asks for everything that the kits of a joiner propose, as it is on the screen. The form stays when
 * nothing is left to ask for, so that what was asked is still said.
 */
export function AskForKitsForm({
  personId,
  lines,
  ask,
}: {
  personId: string;
  lines: Arrival["lines"];
  ask: FormAction;
}) {
  return (
    <CommandForm action={ask} label="Ask for the kits">
      <input type="hidden" name="personId" value={personId} />
      {lines.map((line) => (
        <input key={line.kitLineId} type="hidden" name="kitLineIds[]" value={line.kitLineId} />
      ))}
      {lines.length > 0 ? (
        <div>
          <SubmitButton>{`Ask for ${countedInWords(lines.length, "account")}`}</SubmitButton>
        </div>
      ) : null}
    </CommandForm>
  );
}
