"use client";

import { AccountId } from "@/components/ui/account-id";
import { CopyButton } from "@/components/ui/copy-button";
import { Deadline } from "@/components/ui/deadline";
import { Field } from "@/components/ui/field";
import { CommandForm } from "@/components/ui/form";
import { Select, TextInput } from "@/components/ui/inputs";
import { Link } from "@/components/ui/link";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormAction } from "@/lib/form-state";
import type { FollowUpGroup } from "@/lib/register/queries/follow-ups";
import type { VisitTask } from "@/lib/register/queries/get-visit";
import { EvidenceFields } from "./evidence-fields";
import { FollowUpFields } from "./follow-up-fields";

/**
 * The tasks of a visit in one form with one file: of each what came of it and where the file shows it. Nothing is
 * chosen at first, so that none is done that nobody has looked at.
 */
export function VisitForm({
  tasks,
  leftBehind,
  now,
  action,
}: {
  tasks: VisitTask[];
  leftBehind: FollowUpGroup[];
  now: Date;
  action: FormAction;
}) {
  return (
    <CommandForm action={action} label="What came of the visit" resetWhenDone className="flex flex-col gap-5">
      <ul className="border-t border-strong">
        {tasks.map((task, place) => (
          <li
            key={task.id}
            className="grid gap-x-6 gap-y-2 border-b border-rule py-3 lg:grid-cols-[minmax(0,1fr)_26rem]"
          >
            <TaskWords task={task} now={now} />
            <div className="grid gap-x-3 gap-y-2 sm:grid-cols-2">
              <input type="hidden" name={`tasks[${place}].taskId`} value={task.id} />
              <Field
                name={`tasks[${place}].outcome`}
                label={`T-${task.number}: what came of it`}
                optional="said"
              >
                <Select placeholder="Not in this visit" options={outcomesFor(task)} />
              </Field>
              <Field name={`tasks[${place}].shows`} label="Where the file shows it" optional="said">
                <TextInput placeholder="row 4; second picture" />
              </Field>
            </div>
          </li>
        ))}
      </ul>
      <FollowUpFields asked={leftBehind} />
      <div className="flex max-w-prose flex-col gap-4">
        <EvidenceFields
          fileHint="One file for all of them: a screenshot or an export taken when you were finished."
          noteHint="Goes with each of the tasks."
        />
        <div>
          <SubmitButton>These are done</SubmitButton>
        </div>
      </div>
    </CommandForm>
  );
}

function TaskWords({ task, now }: { task: VisitTask; now: Date }) {
  return (
    <div className="min-w-0">
      <Link
        href={`/work/${task.id}`}
        tone="plain"
        className="font-medium underline decoration-strong underline-offset-3"
      >
        {task.title}
      </Link>
      <p className="flex flex-wrap gap-x-4 text-sm text-third">
        <span>
          T-{task.number}
          {task.clientName ? ` · ${task.clientName}` : null} · <Deadline due={task.dueAt} now={now} />
        </span>
        {task.asset ? <AccountId id={task.asset.accountId} /> : null}
        {task.identity ? (
          <span className="flex min-w-0 items-center gap-1 font-mono text-[0.8125rem]/5">
            <span className="wrap-anywhere">{task.identity}</span>
            <CopyButton text={task.identity} what="identity" />
          </span>
        ) : null}
        {task.roles ? <span>{task.roles}</span> : null}
      </p>
    </div>
  );
}

function outcomesFor(task: VisitTask) {
  const removal = task.kind === "revoke";
  return [
    { value: "done", label: removal ? "Taken away" : "Done as asked" },
    { value: "not_there", label: "Looked, and was not there" },
  ].filter((choice) => task.outcomes.some((each) => each === choice.value));
}
