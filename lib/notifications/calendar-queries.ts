import { type Actor, requirePermission } from "@/lib/auth/actor";
import { sha256 } from "@/lib/crypto";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { type CalendarEntry, calendarText } from "@/lib/notifications/rules/calendar";

/** So many dates stand in a calendar, the nearest first. */
const MOST_ENTRIES = 500;

/** Since when the actor's calendar has its address; null while it has none. Raises forbidden. */
export async function getOwnCalendar(actor: Actor): Promise<{ createdAt: Date } | null> {
  requirePermission(actor, "own.notices");
  if (!actor.personId) return null;
  return db.calendarFeed.findUnique({ where: { personId: actor.personId }, select: { createdAt: true } });
}

/**
 * The calendar behind an address: the ends of what its person holds (and of their robots), and when their tasks are
 * due. The address is all that is asked for; it opens while its person can sign in. Null: there is none.
 */
export async function readCalendar(token: string): Promise<string | null> {
  const [feed] = await db.$queryRaw<{ personId: string }[]>`
    SELECT f."personId" FROM "CalendarFeed" f JOIN "Person" p ON p.id = f."personId"
    JOIN "Account" a ON a."personId" = p.id
    WHERE f."tokenHash" = ${sha256(token)} AND a."disabledAt" IS NULL AND p."endedAt" IS NULL
      AND (p."accessEndsAt" IS NULL OR p."accessEndsAt" > now())`;
  if (!feed) return null;
  const entries = await db.$queryRaw<CalendarEntry[]>`
    SELECT * FROM (
      SELECT 'grant' AS kind, g.id, g."endsAt" AS at, r.name || ' on ' || a.name || ' ends' AS words,
        '/register/' || g.id AS href, g."updatedAt" AS "changedAt"
      FROM "Grant" g JOIN "Asset" a ON a.id = g."assetId" JOIN "PlatformRole" r ON r.id = g."roleId"
      LEFT JOIN "Robot" b ON b.id = g."robotId"
      WHERE g.state IN ('to_grant', 'invited', 'active') AND g."endsAt" IS NOT NULL
        AND (g."personId" = ${feed.personId}::uuid OR b."ownerId" = ${feed.personId}::uuid)
      UNION ALL
      SELECT 'task', t.id, t."dueAt", 'Task ' || t.number || ' is due' || coalesce(': ' || a.name, ''),
        '/work/' || t.id, t."updatedAt"
      FROM "Task" t LEFT JOIN "Asset" a ON a.id = t."assetId"
      WHERE t.state IN ('open', 'invited', 'waiting_for_platform') AND t."assigneeId" = ${feed.personId}::uuid
    ) dates ORDER BY at, id LIMIT ${MOST_ENTRIES}`;
  return calendarText(entries, env().KEYHOLDER_URL);
}
