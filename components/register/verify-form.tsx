import { Checkbox } from "@/components/ui/choices";
import { CommandForm } from "@/components/ui/form";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormAction } from "@/lib/form-state";
import type { TaskKind } from "@/prisma/generated/enums";
import { EvidenceFields } from "./evidence-fields";

/** The second person's look, with evidence of its own. */
export function VerifyForm({ taskId, kind, action }: { taskId: string; kind: TaskKind; action: FormAction }) {
  return (
    <CommandForm action={action} label="The second look" className="flex max-w-prose flex-col gap-4">
      <input type="hidden" name="taskId" value={taskId} />
      {kind === "revoke" ? (
        <Checkbox name="lookedNotThere" label="I looked, and it is not there any more" />
      ) : null}
      <EvidenceFields noteHint="Where you looked and what you saw." />
      <div>
        <SubmitButton>I confirm it</SubmitButton>
      </div>
    </CommandForm>
  );
}
