import { Prisma, type Reader } from "@/lib/db";
import { readDeviceStates } from "@/lib/people/read-device-states";
import type { LiveException, Standing } from "@/lib/preconditions/rules/unmet";

/** The key of one person at one client. */
export const standingKey = (personId: string, clientId: string): string => `${personId} ${clientId}`;

export type StandingBy = ReadonlyMap<string, Standing>;

/**
 * The ethical walls that these people would cross at these clients, the exceptions that are alive, and how their
 * devices stand, by `standingKey`: three statements, however many. Whoever holds anything on the other side, also through something above
 * it and also while it is being taken back, crosses. Asks no permission: for commands, and for queries that have asked.
 */
export async function readStanding(
  reader: Reader,
  pairs: readonly { personId: string; clientId: string }[],
): Promise<StandingBy> {
  if (pairs.length === 0) return new Map();
  const asked = Prisma.sql`jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) AS q("personId" uuid, "clientId" uuid)`;
  const crossings = await reader.$queryRaw<
    { personId: string; clientId: string; otherClientName: string; reason: string }[]
  >`
    WITH RECURSIVE walls AS (
      SELECT DISTINCT q."personId", q."clientId", w.reason,
        CASE WHEN w."clientAId" = q."clientId" THEN w."clientBId" ELSE w."clientAId" END AS "otherId"
      FROM ${asked} JOIN "EthicalWall" w ON w."endedAt" IS NULL AND q."clientId" IN (w."clientAId", w."clientBId")
    ),
    reach AS (
      SELECT o."otherId", a.id AS "assetId", ARRAY[a.id] AS seen, true AS direct
      FROM (SELECT DISTINCT "otherId" FROM walls) o JOIN "Asset" a ON a."clientId" = o."otherId"
      UNION ALL
      SELECT r."otherId", l."aboveId", r.seen || l."aboveId", false
      FROM reach r JOIN "AssetLink" l ON l."belowId" = r."assetId" AND l."endedAt" IS NULL
      WHERE NOT l."aboveId" = ANY(r.seen)
    )
    SELECT w."personId", w."clientId", w.reason, c.name AS "otherClientName"
    FROM walls w JOIN "Client" c ON c.id = w."otherId"
    WHERE EXISTS (
      SELECT 1 FROM reach r JOIN "Grant" g ON g."assetId" = r."assetId" AND g."personId" = w."personId"
        AND g."closedAt" IS NULL
      JOIN "PlatformRole" pr ON pr.id = g."roleId" AND (r.direct OR pr."reachesBelow")
      WHERE r."otherId" = w."otherId")
    ORDER BY c.name`;
  const exceptions = await reader.$queryRaw<(LiveException & { personId: string; clientId: string })[]>`
    SELECT DISTINCT e.id, e.precondition::text, e."conflictId", e.reason, e."approvedById", p.name AS "approvedByName", e."endsAt",
      e."personId", e."clientId"
    FROM ${asked} JOIN "AccessException" e ON e."personId" = q."personId" AND e."clientId" = q."clientId"
    JOIN "Person" p ON p.id = e."approvedById"
    WHERE e."endedAt" IS NULL AND e."endsAt" > now()`;
  const devices = await readDeviceStates(
    reader,
    pairs.map(({ personId }) => personId),
  );
  return new Map(
    pairs.map(({ personId, clientId }) => {
      const here = (row: { personId: string; clientId: string }) =>
        row.personId === personId && row.clientId === clientId;
      return [
        standingKey(personId, clientId),
        {
          crossings: crossings.filter(here),
          exceptions: exceptions.filter(here),
          device: devices.get(personId) ?? "unknown",
        },
      ];
    }),
  );
}
