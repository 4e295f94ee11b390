import { type Actor, may } from "@/lib/auth/actor";
import { isUndone } from "@/lib/register/rules/task-life";
import type { TaskCause, TaskState } from "@/prisma/generated/enums";

/** Who has to do with a task, as far as the rules ask. */
export type TaskPeople = {
  state: TaskState;
  /** The person whom it is about. */
  personId: string | null;
  /** Whose access it is besides: the owner of the robot that it is about, whoever knows the login. */
  behindIds: readonly string[];
  assigneeId: string | null;
  /** Who manages the asset on the platform, when it is somebody of the studio. */
  custodianId: string | null;
  attestedById: string | null;
};

type Asker = Pick<Actor, "kind" | "personId" | "roles" | "system">;

const leads = (actor: Asker) =>
  actor.kind === "system" || actor.roles.includes("owner") || actor.roles.includes("security_lead");

/**
 * Whether this is somebody's own access, or a task about it: held by themselves, by a robot that they own, or through
 * a login whose secret they know.
 */
export function isOwnAccess(
  personId: string | null,
  access: Pick<TaskPeople, "personId" | "behindIds">,
): boolean {
  return personId !== null && (access.personId === personId || access.behindIds.includes(personId));
}

type Access = Pick<TaskPeople, "personId" | "behindIds">;

/**
 * Whether the actor may end these grants: who ends those of others by their role, and everybody their own. The end of
 * an engagement is the work of whoever looks after the client.
 */
export function canEnd(actor: Asker, grants: readonly Access[], cause?: TaskCause): true | string {
  const others =
    leads(actor) ||
    actor.roles.includes("hr") ||
    (cause === "closing" && actor.roles.includes("account_manager"));
  if (others || grants.every((grant) => isOwnAccess(actor.personId, grant))) return true;
  return "This is somebody else's access. Ask the security lead to take it back.";
}

/** Whether the actor may say that access lapses: its holder, who leads, or who looks after clients. */
export function canLetLapse(actor: Asker, grant: Access): true | string {
  if (isOwnAccess(actor.personId, grant) || leads(actor) || actor.roles.includes("account_manager"))
    return true;
  return "This is somebody else's access. Its holder or an account manager says that it may lapse.";
}

/** Whether somebody may do it at all: whoever it is given to, the asset's custodian, or the security lead. */
function belongsTo(task: TaskPeople, actor: Asker): boolean {
  const me = actor.personId;
  return leads(actor) || (me !== null && (task.assigneeId === me || task.custodianId === me));
}

/** Whether the actor may see it: who reads the register all, others what they are given or what is at their assets. */
export function canSeeTask(actor: Actor, task: Pick<TaskPeople, "assigneeId" | "custodianId">): boolean {
  const me = actor.personId;
  return (
    actor.kind === "system" ||
    may(actor, "register.read") ||
    (me !== null && [task.assigneeId, task.custodianId].includes(me))
  );
}

/** Whether the actor may say that it is done. Never about themselves (docs/rules.md: nobody ticks their own removal). */
export function canAttest(actor: Asker, task: TaskPeople): true | string {
  if (isOwnAccess(actor.personId, task))
    return "This task is about you. Nobody does a task about themselves: hand it to somebody else.";
  if (!belongsTo(task, actor))
    return "This task is somebody else's. The person it is given to, the asset's custodian or the security lead can do it.";
  return true;
}

/**
 * Whether the actor may confirm it: a second person, neither who did it nor whom it is about. A break-glass account may
 * be either of them once more.
 */
export function canVerify(actor: Asker & { sealed?: boolean }, task: TaskPeople): true | string {
  if (actor.sealed)
    return "A break-glass account is nobody in particular, so it is nobody’s second person. Confirm it as yourself.";
  if (isOwnAccess(actor.personId, task))
    return "This task is about you. Somebody else has to look and confirm it.";
  if (actor.personId !== null && actor.personId === task.attestedById)
    return "You did this yourself. A second person has to look and confirm it.";
  return true;
}

/** Whether the actor may take back that it is done: who did it, whose it is, or the security lead. */
export function canReopen(actor: Asker, task: TaskPeople): true | string {
  if (isOwnAccess(actor.personId, task)) return "This task is about you. Ask the security lead to reopen it.";
  if (belongsTo(task, actor) || (actor.personId !== null && actor.personId === task.attestedById))
    return true;
  return "Only who did this task, whose it is, or the security lead can reopen it.";
}

/** Whether the actor may hand it to somebody: the security lead, or whose it is now. */
export function canAssign(actor: Asker, task: TaskPeople): true | string {
  if (belongsTo(task, actor)) return true;
  return "Only whose task it is, the asset's custodian or the security lead can hand it on.";
}

/** Whether it can be handed to this person: never to whom it is about. */
export function canTake(task: TaskPeople, personId: string): true | string {
  if (isOwnAccess(personId, task))
    return "The task is about this person. Nobody does a task about themselves: choose somebody else.";
  return isUndone(task.state) ? true : "This task is no longer open, so nobody can be given it.";
}
