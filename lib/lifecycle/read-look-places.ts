import { Prisma, type Reader } from "@/lib/db";
import { administers } from "@/lib/register/administers";
import type { LookPlace } from "@/lib/register/rules/plan-looks";

/**
 * So far back somebody's work for a client counts, in months: the invitations and logins of two years are what
 * accounts still hold on to, and nobody remembers of older work where it was done.
 */
export const LOOK_BACK_MONTHS = 24;

/**
 * Where somebody is looked for when they leave: each platform on which a client that they worked for has accounts. They
 * worked for a client when they had a seat on an engagement of it, or a grant that was given or begun (closed or open), within
 * the last 24 months. Without the places that a look of this departure stands for already. One statement, however many.
 */
export function readLookPlaces(
  reader: Reader,
  { personId, departureId }: { personId: string; departureId: string | null },
): Promise<LookPlace[]> {
  const since = Prisma.sql`now() - make_interval(months => ${LOOK_BACK_MONTHS}::int)`;
  return reader.$queryRaw<LookPlace[]>`
    WITH RECURSIVE had AS (
      SELECT g."assetId", g."roleId", g."engagementId" FROM "Grant" g
      WHERE g."personId" = ${personId}::uuid AND (g."closedAt" IS NULL OR g."closedAt" > ${since})
        AND (g.state NOT IN ('to_grant', 'not_granted')
          OR EXISTS (SELECT 1 FROM "GrantTransition" s WHERE s."grantId" = g.id AND s.state IN ('invited', 'active'))
          OR g.state = 'to_grant' AND EXISTS (SELECT 1 FROM "TaskGrant" tg JOIN "Task" t ON t.id = tg."taskId"
            WHERE tg."grantId" = g.id AND tg.effect = 'add' AND (t.state IN ('invited', 'waiting_for_platform')
              OR EXISTS (SELECT 1 FROM "Evidence" e WHERE e."taskId" = t.id))))
    ), worked AS (
      SELECT e."clientId" FROM "Membership" m JOIN "Engagement" e ON e.id = m."engagementId"
      WHERE m."personId" = ${personId}::uuid AND (m."endedAt" IS NULL OR m."endedAt" > ${since})
      UNION
      SELECT coalesce(a."clientId", e."clientId") FROM had
      JOIN "Asset" a ON a.id = had."assetId" LEFT JOIN "Engagement" e ON e.id = had."engagementId"
    ), here AS (
      SELECT a.id, a."clientId", a."platformId", a."custodianId"
      FROM worked JOIN "Asset" a ON a."clientId" = worked."clientId" AND a."endedAt" IS NULL
      WHERE NOT EXISTS (SELECT 1 FROM "Task" t WHERE t.cause = 'departure' AND t."causeId" = ${departureId}::uuid
        AND t."clientId" = a."clientId" AND t."platformId" = a."platformId" AND t.state <> 'cancelled')
    ), ${administers(Prisma.sql`SELECT id AS "assetId" FROM here`)}, could AS (
      SELECT here."clientId", here."platformId", array_agg(DISTINCT cap) AS capabilities
      FROM here JOIN up ON up.root = here.id JOIN had ON had."assetId" = up."assetId"
      JOIN "PlatformRole" r ON r.id = had."roleId" AND (up."assetId" = up.root OR r."reachesBelow")
      CROSS JOIN LATERAL unnest(r.capabilities::text[]) AS cap
      GROUP BY here."clientId", here."platformId"
    ), keeper AS (
      SELECT DISTINCT ON (here."clientId", here."platformId") here."clientId", here."platformId", p.id
      FROM here JOIN "Person" p ON p.id = here."custodianId" AND p.id <> ${personId}::uuid AND p."endedAt" IS NULL
        AND p."accessEndsAt" IS NULL
      GROUP BY here."clientId", here."platformId", p.id
      ORDER BY here."clientId", here."platformId", count(*) DESC, p.id
    ), able AS (
      SELECT each."clientId", each."platformId", jsonb_agg(jsonb_build_object('personId', each."personId",
        'direct', each.direct, 'stays', each.stays) ORDER BY each."personId") AS administrators
      FROM (
        SELECT here."clientId", here."platformId", w."personId", bool_or(w.direct) AS direct, bool_or(w.stays) AS stays
        FROM here JOIN administers w ON w.root = here.id GROUP BY 1, 2, 3
      ) each
      GROUP BY each."clientId", each."platformId"
    )
    SELECT c.id AS "clientId", c.name AS "clientName", pl.id AS "platformId", pl.name AS "platformName",
      coalesce(could.capabilities, '{}') AS capabilities, keeper.id AS "custodianId",
      coalesce(able.administrators, '[]') AS administrators
    FROM (SELECT DISTINCT "clientId", "platformId" FROM here) place
    JOIN "Client" c ON c.id = place."clientId" JOIN "Platform" pl ON pl.id = place."platformId"
    LEFT JOIN could USING ("clientId", "platformId")
    LEFT JOIN keeper USING ("clientId", "platformId")
    LEFT JOIN able USING ("clientId", "platformId")
    ORDER BY c.name, pl.name, c.id, pl.id`;
}
