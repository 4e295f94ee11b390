import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db";
import { type LockedGrant, lockGrants } from "@/lib/register/lock-grants";
import { type LockedTask, lockTasks } from "@/lib/register/lock-tasks";
import { canSeeTask } from "@/lib/register/rules/who-may";

/** One task with its grants, all under lock: grants first, then the task. */
export type TaskInHand = { task: LockedTask; grants: LockedGrant[] };

/** Locks a task and its grants. Null when there is none, or none for the actor to see. */
export async function lockTask(tx: Tx, actor: Actor, taskId: string): Promise<TaskInHand | null> {
  const links = await tx.taskGrant.findMany({ where: { taskId }, select: { grantId: true } });
  const grants = await lockGrants(
    tx,
    links.map((link) => link.grantId),
  );
  const [task] = await lockTasks(tx, [taskId]);
  return task && canSeeTask(actor, task) ? { task, grants } : null;
}
