import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db, Prisma } from "@/lib/db";
import { showAccountId } from "@/lib/platforms/asset-type-rules";
import { visibleTasks } from "@/lib/register/queries/task-rows";
import { taskSpots, visitPlaces } from "@/lib/register/queries/visit-places";

/** One visit that is due: where, how much, for whom, and by when. */
export type VisitRow = {
  placeId: string;
  placeName: string;
  accountId: string;
  platform: { id: string; name: string; mark: string };
  tasks: number;
  overdue: number;
  /** Of the tasks, those that are given to the actor. */
  mine: number;
  accounts: number;
  clientNames: string[];
  nextDueAt: Date;
};

type Raw = Omit<VisitRow, "platform" | "accountId"> & {
  platformId: string;
  platformName: string;
  mark: string;
  type: string;
  externalId: string;
};

/**
 * The visits that do all that is due, the one with the nearest due time first: one row for each account, or manager
 * account above it, in which somebody has to do something. One statement. Raises forbidden.
 */
export async function listVisits(actor: Actor, only: "mine" | "all" = "all"): Promise<VisitRow[]> {
  requirePermission(actor, "work.read");
  const rows = await db.$queryRaw<Raw[]>`
    WITH RECURSIVE due AS (
      SELECT t.id, spot.id AS "assetId", t."clientId", t."dueAt", t."assigneeId"
      FROM "Task" t ${taskSpots}
      WHERE t.state IN ('open', 'invited', 'waiting_for_platform') AND ${visibleTasks(actor)}
        AND (${only}::text = 'all' OR t."assigneeId" = ${actor.personId}::uuid)
    ), ${visitPlaces(Prisma.sql`SELECT "assetId" FROM due`)}
    SELECT place."placeId", top.name AS "placeName", top.type, top."externalId", pl.id AS "platformId",
      pl.name AS "platformName", pl.mark, count(DISTINCT due.id)::int AS tasks,
      (count(DISTINCT due.id) FILTER (WHERE due."dueAt" <= now()))::int AS overdue,
      (count(DISTINCT due.id) FILTER (WHERE due."assigneeId" = ${actor.personId}::uuid))::int AS mine,
      count(DISTINCT due."assetId")::int AS accounts, min(due."dueAt") AS "nextDueAt",
      coalesce(array_agg(DISTINCT c.name) FILTER (WHERE c.name IS NOT NULL), '{}') AS "clientNames"
    FROM due JOIN place ON place."assetId" = due."assetId"
    JOIN "Asset" top ON top.id = place."placeId" JOIN "Platform" pl ON pl.id = top."platformId"
    LEFT JOIN "Client" c ON c.id = due."clientId"
    GROUP BY place."placeId", top.id, pl.id
    ORDER BY min(due."dueAt"), pl.name, top.name, place."placeId"`;
  return rows.map(({ platformId, platformName, mark, type, externalId, ...row }) => ({
    ...row,
    accountId: showAccountId({ platformId, type, externalId }),
    platform: { id: platformId, name: platformName, mark },
  }));
}
