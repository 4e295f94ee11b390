import { CheckboxGroup } from "@/components/ui/choices";
import { Combobox } from "@/components/ui/combobox";
import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { type Option, TextArea } from "@/components/ui/inputs";
import type { FormAction } from "@/lib/form-state";
import type { TaskDetail } from "@/lib/register/queries/get-task";

/** Hand on, split, name a custodian, undo, cancel: what can be done with a task besides doing it. */
export function TaskDialogs({
  task,
  assignees,
  custodians,
  assign,
  giveToCustodian,
  split,
  reopen,
  cancel,
}: {
  task: TaskDetail;
  assignees: Option[];
  /** Who can be custodian of its account. */
  custodians: Option[];
  assign: FormAction;
  giveToCustodian: FormAction;
  split: FormAction;
  reopen: FormAction;
  cancel: FormAction;
}) {
  return (
    <>
      {task.can.nameCustodian ? (
        <DialogForm
          label="Name a custodian…"
          title={`Who manages ${task.asset?.name ?? "this account"}?`}
          description="They get what is open on this account and nobody’s yet, and what comes later."
          action={giveToCustodian}
          submit="Name them"
        >
          <input type="hidden" name="taskId" value={task.id} />
          <Field name="custodianId" label="Custodian at the studio">
            <Combobox options={custodians} />
          </Field>
        </DialogForm>
      ) : null}
      {task.can.assign ? (
        <DialogForm
          label={task.assigneeName ? "Hand on…" : "Give to…"}
          title="Who does it?"
          description="Nobody does a task about themselves."
          action={assign}
          submit="Give it to them"
        >
          <input type="hidden" name="taskIds[]" value={task.id} />
          <Field name="assigneeId" label="Person">
            <Combobox options={assignees} defaultValue={task.assigneeId ?? undefined} />
          </Field>
          <Field name="note" label="What they have to know" optional hint="Stays with the task.">
            <TextArea />
          </Field>
        </DialogForm>
      ) : null}
      {task.can.split ? (
        <DialogForm
          label="Split…"
          title="Which roles become a task of their own?"
          description="It has the same cause and the same due time; the others stay here."
          action={split}
          submit="Split it"
        >
          <input type="hidden" name="taskId" value={task.id} />
          <Field name="grantIds[]" label="Roles that go" group>
            <CheckboxGroup
              options={task.grants.map((grant) => ({ value: grant.grantId, label: grant.roleName }))}
            />
          </Field>
        </DialogForm>
      ) : null}
      {task.can.reopen ? (
        <DialogForm
          label={task.attested ? "Undo: it is not done…" : "Undo: it does not wait…"}
          title="Why is it open again?"
          description="The evidence so far stays; the access goes back to what it was before, and the history shows both."
          action={reopen}
          submit="Open it again"
        >
          <input type="hidden" name="taskId" value={task.id} />
          <Reason />
        </DialogForm>
      ) : null}
      {task.can.cancel ? (
        <DialogForm
          label="Cancel…"
          tone="danger"
          title="Cancel this task?"
          description="Only what nobody has begun can be cancelled."
          action={cancel}
          submit="Cancel the task"
          back="Go back"
        >
          <input type="hidden" name="taskIds[]" value={task.id} />
          <Reason />
        </DialogForm>
      ) : null}
    </>
  );
}

function Reason() {
  return (
    <Field name="reason" label="Reason">
      <TextArea />
    </Field>
  );
}
