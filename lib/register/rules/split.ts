import type { TaskKind, TaskState } from "@/prisma/generated/enums";

/**
 * Why a task cannot become two; null when it can. A change of role is one step on the platform; and what somebody has
 * begun has evidence that speaks of the whole.
 */
export function whyNotSplit(task: {
  kind: TaskKind;
  state: TaskState;
  hasEvidence: boolean;
  grants: readonly unknown[];
}): string | null {
  if (task.kind !== "grant" && task.kind !== "revoke")
    return "Only a task that gives or takes several roles can be split.";
  if (task.grants.length < 2) return "This task moves one role alone, so there is nothing to split.";
  if (task.state !== "open" || task.hasEvidence)
    return "Somebody has begun this task, so it stays one. Finish it, or reopen it first.";
  return null;
}
