import { Prisma, type Tx } from "@/lib/db";
import { administers } from "@/lib/register/administers";
import { behind } from "@/lib/register/behind";
import type { NewTask } from "@/lib/register/insert-tasks";
import { type Administrator, routeRemoval } from "@/lib/register/rules/route-removal";

type Routed = { place: number; aboutIds: string[]; administrators: Administrator[] };

/** Kinds that take something away on the platform. */
const REMOVALS = new Set<NewTask["kind"]>(["revoke", "change", "remove_link"]);

/**
 * Gives each removal to somebody who can do it on its platform (rules/route-removal.ts): one statement, however many.
 * Whoever leaves, or has left, is given none. A link is taken away by who administers either of its accounts.
 */
export async function routeRemovals<Task extends NewTask>(tx: Tx, tasks: readonly Task[]): Promise<Task[]> {
  const removals = tasks.flatMap(({ kind, assetId, personId, robotId, identityId }, place) =>
    REMOVALS.has(kind) && assetId ? [{ place, assetId, personId, robotId, identityId }] : [],
  );
  if (removals.length === 0) return [...tasks];
  const routed = await tx.$queryRaw<Routed[]>`
    WITH RECURSIVE asked AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(removals)}::jsonb)
        AS x(place int, "assetId" uuid, "personId" uuid, "robotId" uuid, "identityId" uuid)
    ), ${administers(Prisma.sql`SELECT "assetId" FROM asked`)}, by_asset AS (
      SELECT root, jsonb_agg(jsonb_build_object('personId', "personId", 'direct', direct, 'stays', stays)
        ORDER BY "personId") AS administrators
      FROM administers GROUP BY root
    )
    SELECT asked.place, by_asset.administrators,
      CASE WHEN asked."personId" IS NULL THEN ${behind(Prisma.sql`asked`)} ELSE ARRAY[asked."personId"] END AS "aboutIds"
    FROM asked JOIN by_asset ON by_asset.root = asked."assetId"`;
  const byPlace = new Map(routed.map((each) => [each.place, each]));
  return tasks.map((task, place) => {
    const found = byPlace.get(place);
    if (!found) return task;
    const { aboutIds, administrators } = found;
    return { ...task, assigneeId: routeRemoval({ aboutIds, plannedId: task.assigneeId }, administrators) };
  });
}
