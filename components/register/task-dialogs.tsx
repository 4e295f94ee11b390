import { Combobox } from "@/components/ui/combobox";
import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { type Option, TextArea } from "@/components/ui/inputs";
import type { FormAction } from "@/lib/form-state";
import type { TaskDetail } from "@/lib/register/queries/get-task";

/** Hand on, name a custodian, reopen, cancel: what can be done with a task besides doing it. */
export function TaskDialogs({
  task,
  assignees,
  custodians,
  assign,
  giveToCustodian,
  reopen,
  cancel,
}: {
  task: TaskDetail;
  assignees: Option[];
  /** Who can be custodian of its account. */
  custodians: Option[];
  assign: FormAction;
  giveToCustodian: FormAction;
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
        </DialogForm>
      ) : null}
      {task.can.reopen ? (
        <DialogForm
          label="Reopen…"
          title="Why is it open again?"
          description="The evidence so far stays; the access goes back to what it was before."
          action={reopen}
          submit="Reopen"
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
