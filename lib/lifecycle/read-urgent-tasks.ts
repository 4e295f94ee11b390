import { Prisma, type Tx } from "@/lib/db";
import type { UrgentTask } from "@/lib/lifecycle/rules/urgent-notices";

/** So many at once; a termination has fewer. */
const MOST = 20_000;

/**
 * The undone tasks of one termination now, or of all that are under way, the earliest due first: one statement. Not the
 * looks, which come after it with a day's time: what they look for is access that nobody knows of.
 */
export function readUrgentTasks(tx: Tx, departureId: string | null): Promise<UrgentTask[]> {
  const which = departureId ? Prisma.sql`AND d.id = ${departureId}::uuid` : Prisma.empty;
  return tx.$queryRaw<UrgentTask[]>`
    SELECT d.id AS "departureId", p.name AS "personName", t."assigneeId", t.number, t.title,
      greatest(t."createdAt", d."startedAt") AS "createdAt", t."dueAt"
    FROM "Departure" d JOIN "Person" p ON p.id = d."personId"
    JOIN "Task" t ON t.cause = 'departure' AND t."causeId" = d.id
      AND t.state IN ('open', 'invited', 'waiting_for_platform') AND t."platformId" IS NULL
    WHERE d.kind = 'terminated_now' AND d."cancelledAt" IS NULL AND d."certifiedAt" IS NULL ${which}
    ORDER BY t."dueAt", t.id LIMIT ${MOST}`;
}
