import type { AuditEntry } from "@/lib/audit/event";
import type { Tx } from "@/lib/db";
import { type LockedTask, taskEntry } from "@/lib/register/lock-tasks";
import type { DueByRisk } from "@/lib/register/rules/due";
import type { TaskCause } from "@/prisma/generated/enums";

type Recausing = {
  now: Date;
  byId: string | null;
  cause: TaskCause;
  causeId?: string | undefined;
  reason: string;
  due: DueByRisk;
};

/**
 * Puts removals that are under way on the list of another cause, due no later than that cause says: one statement,
 * however many. Gives their audit, so that it is visible.
 */
export async function recauseTasks(
  tx: Tx,
  tasks: readonly LockedTask[],
  { now, byId, cause, causeId, reason, due }: Recausing,
): Promise<AuditEntry[]> {
  if (tasks.length === 0) return [];
  await tx.$executeRaw`
    UPDATE "Task" t SET cause = ${cause}::"TaskCause", "causeId" = ${causeId ?? null}::uuid,
      "dueAt" = least(t."dueAt", (${JSON.stringify(due)}::jsonb ->> t.risk::text)::timestamptz),
      "updatedAt" = ${now}::timestamptz, "updatedById" = ${byId}::uuid
    WHERE t.id = ANY(${tasks.map((task) => task.id)}::uuid[])`;
  return tasks.map((task) => taskEntry(task, { before: { cause: task.cause }, after: { cause }, reason }));
}
