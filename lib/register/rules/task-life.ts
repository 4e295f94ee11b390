import type { GrantEffect, GrantState, TaskKind, TaskOutcome, TaskState } from "@/prisma/generated/enums";

/** Every step of a task. Attested and verified go back to open only by reopening; cancelled stays. */
export const taskSteps: Readonly<Record<TaskState, readonly TaskState[]>> = {
  open: ["invited", "waiting_for_platform", "attested", "cancelled"],
  invited: ["waiting_for_platform", "attested", "open", "cancelled"],
  waiting_for_platform: ["invited", "attested", "open", "cancelled"],
  attested: ["verified", "open"],
  verified: ["open"],
  cancelled: [],
};

/** Whether a task can go from one state to another. */
export function canTaskStep(from: TaskState, to: TaskState): boolean {
  return taskSteps[from].includes(to);
}

/** States in which somebody still has to do something. */
export const UNDONE_STATES = [
  "open",
  "invited",
  "waiting_for_platform",
] as const satisfies readonly TaskState[];

/** Whether somebody still has to do something. */
export function isUndone(state: TaskState): boolean {
  return (UNDONE_STATES as readonly TaskState[]).includes(state);
}

/** Kinds that move grants. */
export function movesGrants(kind: TaskKind): boolean {
  return kind === "grant" || kind === "change" || kind === "revoke";
}

/**
 * Outcomes that a kind of task can be attested with. A removal that was only half done is not done; a look is finished
 * by a command of its own (finish-look), which knows under which addresses somebody looked.
 */
export function outcomesOf(kind: TaskKind): readonly TaskOutcome[] {
  if (kind === "grant" || kind === "change") return ["done", "done_differently", "not_there"];
  if (kind === "set_end") return ["done"];
  if (kind === "look") return [];
  return kind === "revoke" || kind === "remove_link" ? ["done", "not_there"] : ["done", "done_differently"];
}

/**
 * Where a grant goes when its task is attested; null: it stays. `held` is whether the role is among those that
 * were really given (all that were approved, when nothing else is said).
 *
 * A change takes the old roles away in the same step in which the new ones become active: until then the holder
 * goes on working with the old ones, and the register says so. When the new role could not be given because the
 * account or the person was not there, the old one is not there either.
 */
export function attestedStep(
  effect: GrantEffect,
  state: GrantState,
  outcome: TaskOutcome,
  held: boolean,
): GrantState | null {
  if (effect === "add") {
    if (state !== "to_grant" && state !== "invited") return null;
    return outcome !== "not_there" && held ? "active" : "not_granted";
  }
  if (state === "removed" || state === "not_granted") return null;
  if (outcome === "done_differently" && held) return null;
  if (state === "to_grant" || state === "invited") return "not_granted";
  return "removed";
}

/**
 * Where a grant goes when its task is reopened; null: it stays. Only what this task has moved goes back: a grant
 * that has since been moved by something else is `moved_on`, and the task cannot be reopened.
 */
export function reopenedStep(effect: GrantEffect, state: GrantState): GrantState | null | "moved_on" {
  if (effect === "add") {
    if (state === "active" || state === "invited" || state === "not_granted") return "to_grant";
    return state === "to_grant" ? null : "moved_on";
  }
  if (state === "removed" || state === "removal_requested" || state === "waiting_for_platform")
    return "removal_due";
  return state === "not_granted" ? "moved_on" : null;
}
