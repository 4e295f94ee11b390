import type { AuditEntry } from "@/lib/audit/event";
import { Prisma, type Tx } from "@/lib/db";
import { behindTask } from "@/lib/register/behind";
import type { TaskPeople } from "@/lib/register/rules/who-may";
import type { GrantEffect, GrantState, TaskCause, TaskKind } from "@/prisma/generated/enums";

/** A task under lock, with its grants and whoever has to do with it. */
export type LockedTask = TaskPeople & {
  id: string;
  number: number;
  kind: TaskKind;
  title: string;
  assetId: string | null;
  platformId: string | null;
  clientId: string | null;
  cause: TaskCause;
  causeId: string | null;
  dueAt: Date;
  waitsUntil: Date | null;
  /** It counts as done only when a second person has confirmed it. */
  needsSecond: boolean;
  /** Somebody has written down how far it is, or that it was done once. */
  hasEvidence: boolean;
  grants: { grantId: string; effect: GrantEffect; state: GrantState }[];
};

/** Locks tasks in the order of their ids. Grants are locked before tasks, everywhere. */
export async function lockTasks(tx: Tx, ids: readonly string[]): Promise<LockedTask[]> {
  if (ids.length === 0) return [];
  return lockWhere(tx, Prisma.sql`t.id = ANY(${[...ids]}::uuid[])`);
}

/** Locks the undone tasks that move any of these grants. */
export async function lockTasksOfGrants(tx: Tx, grantIds: readonly string[]): Promise<LockedTask[]> {
  if (grantIds.length === 0) return [];
  return lockWhere(
    tx,
    Prisma.sql`t.state IN ('open', 'invited', 'waiting_for_platform') AND t.id IN (
      SELECT tg."taskId" FROM "TaskGrant" tg WHERE tg."grantId" = ANY(${[...grantIds]}::uuid[]))`,
  );
}

function lockWhere(tx: Tx, where: Prisma.Sql): Promise<LockedTask[]> {
  return tx.$queryRaw<LockedTask[]>`
    SELECT t.id, t.number, t.kind::text, t.state::text, t.title, t."personId", t."assetId",
      coalesce(t."platformId", a."platformId") AS "platformId",
      t."clientId", t.cause::text, t."causeId", t."dueAt", t."waitsUntil", t."needsSecond", t."assigneeId", t."attestedById",
      ${behindTask(Prisma.sql`t`)} AS "behindIds", a."custodianId",
      EXISTS (SELECT 1 FROM "Evidence" e WHERE e."taskId" = t.id) AS "hasEvidence",
      coalesce((SELECT jsonb_agg(jsonb_build_object('grantId', tg."grantId", 'effect', tg.effect, 'state', g.state)
          ORDER BY tg."grantId")
        FROM "TaskGrant" tg JOIN "Grant" g ON g.id = tg."grantId" WHERE tg."taskId" = t.id), '[]') AS grants
    FROM "Task" t
    LEFT JOIN "Asset" a ON a.id = t."assetId"
    WHERE ${where}
    ORDER BY t.id
    FOR UPDATE OF t`;
}

/** What the audit says of a task. */
export function taskEntry(
  task: Pick<LockedTask, "id" | "number" | "title" | "clientId">,
  change: Pick<AuditEntry, "before" | "after" | "reason">,
): AuditEntry {
  return {
    objectType: "task",
    objectId: task.id,
    objectName: `${task.number}: ${task.title}`,
    clientId: task.clientId,
    ...change,
  };
}
