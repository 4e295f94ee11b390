import { RISKS, type Risk } from "@/lib/platforms/role-risk";
import { movesGrants } from "@/lib/register/rules/task-life";
import type { TaskKind, TaskState } from "@/prisma/generated/enums";

/**
 * Whether a task needs a second pair of eyes: whatever gives, changes or takes away an administrator, billing or
 * personal-data role, and a look where somebody had one. The one place of this rule; the column Task.needsSecond has
 * it for the database.
 */
export function needsSecondPerson(task: { kind: TaskKind; risk: Risk }): boolean {
  return (
    (movesGrants(task.kind) || task.kind === "look") &&
    RISKS.indexOf(task.risk) >= RISKS.indexOf("personal_data")
  );
}

/** Whether it counts as done: attested, and where four eyes are needed confirmed by a second person or an observation. */
export function isFinished(task: { kind: TaskKind; risk: Risk; state: TaskState }): boolean {
  return task.state === "verified" || (task.state === "attested" && !needsSecondPerson(task));
}

/** Whether it waits for a second person. */
export function awaitsSecond(task: { kind: TaskKind; risk: Risk; state: TaskState }): boolean {
  return task.state === "attested" && needsSecondPerson(task);
}
