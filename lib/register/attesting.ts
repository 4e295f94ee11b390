import type { AuditEntry } from "@/lib/audit/event";
import { conflict, invalidInput } from "@/lib/errors";
import { grantEntry, type LockedGrant } from "@/lib/register/lock-grants";
import type { LockedTask } from "@/lib/register/lock-tasks";
import type { GrantMove } from "@/lib/register/move-grants";
import { endWhenGiven } from "@/lib/register/rules/grant-life";
import { attestedStep, isUndone, outcomesOf } from "@/lib/register/rules/task-life";
import type { GrantState, TaskOutcome } from "@/prisma/generated/enums";

/** Raises conflict when a task cannot be said to be done, invalid_input for an outcome that its kind does not have. */
export function checkAttestable(task: LockedTask, outcome: TaskOutcome): void {
  if (task.state === "cancelled")
    throw conflict("This task was cancelled, so there is nothing to do any more. Go back to the worklist.");
  if (!isUndone(task.state))
    throw conflict(
      "This task is already done. Reopen it if that is not so, or confirm it as a second person.",
    );
  if (task.kind === "look")
    throw invalidInput("A look is finished on its own page: say there under which addresses you looked.");
  if (!outcomesOf(task.kind).includes(outcome))
    throw invalidInput(
      "This outcome does not belong to this kind of task. If something of the access is left, the task is not done.",
      { outcome: ["Choose another outcome."] },
    );
}

/** A grant with the state that it goes to. */
export type GrantStep = { grant: LockedGrant; to: GrantState };

/** Where the grants of a task go when it is attested; `roleIds` names what was really given when it was done differently. */
export function attestedSteps(
  task: LockedTask,
  grants: readonly LockedGrant[],
  outcome: TaskOutcome,
  roleIds: readonly string[] = [],
): GrantStep[] {
  const effects = new Map(task.grants.map((grant) => [grant.grantId, grant.effect]));
  return grants.flatMap((grant) => {
    const effect = effects.get(grant.id);
    if (!effect) return [];
    const held = outcome !== "done_differently" || roleIds.includes(grant.roleId);
    const to = attestedStep(effect, grant.state, outcome, held);
    return to ? [{ grant, to }] : [];
  });
}

/** The move of an attested step: with the proof, unless nothing came to be; what was given for hours begins now. */
export function attestedMove(step: GrantStep, taskId: string, how: string, now: Date): GrantMove {
  const { grant, to } = step;
  const proof = to === "not_granted" ? undefined : { kind: "attested" as const, how };
  const endsAt = endWhenGiven(grant, to, now);
  return { grantId: grant.id, to, endsAt, taskId, ...(proof ? { proof } : {}) };
}

/** What the audit says of an attested step. */
export function attestedEntry({ grant, to }: GrantStep, now: Date): AuditEntry {
  const endsAt = endWhenGiven(grant, to, now);
  return grantEntry(grant, {
    before: { state: grant.state, ...(endsAt ? { endsAt: grant.endsAt?.toISOString() ?? null } : {}) },
    after: { state: to, proof: "attested", ...(endsAt ? { endsAt: endsAt.toISOString() } : {}) },
  });
}
