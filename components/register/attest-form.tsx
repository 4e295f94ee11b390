"use client";

import { useState } from "react";
import { CheckboxGroup, RadioGroup } from "@/components/ui/choices";
import { Field } from "@/components/ui/field";
import { CommandForm } from "@/components/ui/form";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormAction } from "@/lib/form-state";
import type { TaskDetail } from "@/lib/register/queries/get-task";
import { EvidenceFields } from "./evidence-fields";
import { FollowUpFields } from "./follow-up-fields";

type Props = {
  task: Pick<TaskDetail, "id" | "kind" | "outcomes" | "roleChoices" | "followUps">;
  action: FormAction;
};

/** Says that a task is done, how, and with which evidence. */
export function AttestForm({ task, action }: Props) {
  const [outcome, setOutcome] = useState("done");
  const removal = task.kind === "revoke";
  const choices = [
    {
      value: "done",
      label: removal ? "Taken away" : "Done as asked",
      description: removal ? "I took it away and saw that it is gone." : undefined,
    },
    {
      value: "done_differently",
      ...(task.kind === "name_successor"
        ? { label: "The client takes it back", description: "Say who administers it at the client." }
        : {
            label: "Done differently",
            description: "The platform has something else than was approved. It counts as a finding.",
          }),
    },
    {
      value: "not_there",
      label: "Looked, and was not there",
      description: removal
        ? "Nothing had to be taken away: it was gone already."
        : "The account or the person was not there, so nothing was given.",
    },
  ].filter((choice) => task.outcomes.some((each) => each === choice.value));
  return (
    <CommandForm action={action} label="What came of it" className="flex flex-col gap-4">
      <input type="hidden" name="taskId" value={task.id} />
      <Field name="outcome" label="Outcome" group>
        <RadioGroup options={choices} defaultValue="done" onChange={setOutcome} />
      </Field>
      {outcome === "done_differently" && task.roleChoices.length > 0 ? (
        <Field
          name="roleIds[]"
          label="What was really given"
          group
          hint="All roles that the holder has there now."
        >
          <CheckboxGroup
            options={task.roleChoices.map((role) => ({
              value: role.id,
              label: role.name,
              description: role.meaning,
            }))}
          />
        </Field>
      ) : null}
      <FollowUpFields
        asked={task.followUps
          .filter((each) => each.answer === null)
          .map((each) => ({ ids: [each.id], detail: each.detail, kind: each.kind }))}
      />
      <div className="flex max-w-prose flex-col gap-4">
        <EvidenceFields
          noteHint={
            outcome === "done_differently" ? "Why it was done differently." : "What you did and what you saw."
          }
        />
      </div>
      <div>
        <SubmitButton>It is done</SubmitButton>
      </div>
    </CommandForm>
  );
}
