import type { AuditEntry } from "@/lib/audit/event";
import type { Tx } from "@/lib/db";
import { type LockedTask, taskEntry } from "@/lib/register/lock-tasks";

/** Cancels tasks with a reason: one statement, however many. Gives their audit. */
export async function closeTasks(
  tx: Tx,
  tasks: readonly LockedTask[],
  reason: string,
  { now, byId }: { now: Date; byId: string | null },
): Promise<AuditEntry[]> {
  if (tasks.length === 0) return [];
  await tx.$executeRaw`
    UPDATE "Task" SET state = 'cancelled', "cancelledAt" = ${now}::timestamptz, "cancelReason" = ${reason}::text,
      "updatedAt" = ${now}::timestamptz, "updatedById" = ${byId}::uuid
    WHERE id = ANY(${tasks.map((task) => task.id)}::uuid[])`;
  return tasks.map((task) =>
    taskEntry(task, { before: { state: task.state }, after: { state: "cancelled" }, reason }),
  );
}

/**
 * The grant and change tasks that have nothing left to give once `gone` grants are no longer wanted. A change of
 * which only the old role is taken away by somebody else still has its new role to give, so it stays.
 */
export function tasksWithoutWork(tasks: readonly LockedTask[], gone: ReadonlySet<string>): LockedTask[] {
  return tasks.filter(
    (task) =>
      task.kind !== "revoke" &&
      task.grants.every(
        (grant) =>
          grant.effect === "remove" ||
          gone.has(grant.grantId) ||
          (grant.state !== "to_grant" && grant.state !== "invited"),
      ),
  );
}
