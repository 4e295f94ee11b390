import type { AuditEntry } from "@/lib/audit/event";
import { Prisma, type Tx } from "@/lib/db";
import { behindTask } from "@/lib/register/behind";

type Moved = {
  id: string;
  number: number;
  title: string;
  clientId: string | null;
  assigneeId: string | null;
};

/**
 * Gives the undone tasks of this person to somebody who stays: the account's custodian, else the person's manager,
 * else nobody, which is the security lead's pile. Never to whom a task is about. One statement, however many.
 */
export async function handOnTasks(
  tx: Tx,
  {
    personId,
    heirId,
    now,
    byId,
  }: { personId: string; heirId: string | null; now: Date; byId: string | null },
): Promise<{ moved: number; audit: AuditEntry[] }> {
  const tasks = await tx.$queryRaw<Moved[]>`
    WITH mine AS (
      SELECT t.id, (
        SELECT p.id FROM "Person" p
        LEFT JOIN "Asset" a ON a.id = t."assetId"
        WHERE p.id IN (a."custodianId", ${heirId}::uuid) AND p.id <> ${personId}::uuid
          AND p.id IS DISTINCT FROM t."personId" AND p.id <> ALL(${behindTask(Prisma.sql`t`)})
          AND p."endedAt" IS NULL AND p."accessEndsAt" IS NULL
        ORDER BY (p.id = a."custodianId") IS TRUE DESC LIMIT 1) AS "assigneeId"
      FROM "Task" t
      WHERE t."assigneeId" = ${personId}::uuid AND t.state IN ('open', 'invited', 'waiting_for_platform')
    )
    UPDATE "Task" t SET "assigneeId" = mine."assigneeId", "updatedAt" = ${now}::timestamptz,
      "updatedById" = ${byId}::uuid
    FROM mine WHERE mine.id = t.id
    RETURNING t.id, t.number, t.title, t."clientId", t."assigneeId"`;
  return {
    moved: tasks.length,
    audit: tasks.map((task) => ({
      objectType: "task",
      objectId: task.id,
      objectName: `${task.number}: ${task.title}`,
      clientId: task.clientId,
      before: { assigneeId: personId },
      after: { assigneeId: task.assigneeId },
    })),
  };
}
