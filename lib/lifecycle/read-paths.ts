import type { Reader } from "@/lib/db";

/** A way by which the person still gets in, or would. */
export type PathLeft = {
  through: "key" | "robot" | "login";
  /** The robot's name or the login's address. */
  name: string | null;
  roleName: string;
  assetName: string;
  platformName: string;
  /** Accounts that are reached below it. */
  below: number;
};

/**
 * Every path that remains, in one statement: the person's own grants that are not over (one that came after the
 * start included), robots that they own, and shared logins whose secret was not changed by this departure's task.
 * A role on a manager account counts with what lies below it. Nobody is finished while one remains.
 */
export function readPaths(
  reader: Reader,
  { personId, departureId }: { personId: string; departureId: string },
): Promise<PathLeft[]> {
  return reader.$queryRaw<PathLeft[]>`
    WITH RECURSIVE door AS (
      SELECT g.id, 'key' AS through, NULL::text AS name, g."assetId", g."roleId"
      FROM "Grant" g WHERE g."personId" = ${personId}::uuid AND g."closedAt" IS NULL
      UNION ALL
      SELECT g.id, 'robot', rb.name, g."assetId", g."roleId"
      FROM "Robot" rb JOIN "Grant" g ON g."robotId" = rb.id AND g."closedAt" IS NULL
      WHERE rb."ownerId" = ${personId}::uuid AND rb."endedAt" IS NULL
      UNION ALL
      SELECT g.id, 'login', i.address, g."assetId", g."roleId"
      FROM "IdentityHolder" h
      JOIN "Identity" i ON i.id = h."identityId" AND i.shared AND i."endedAt" IS NULL
      JOIN "Grant" g ON g."identityId" = i.id AND g."personId" IS NULL AND g."robotId" IS NULL AND g."closedAt" IS NULL
      WHERE h."personId" = ${personId}::uuid AND h."endedAt" IS NULL AND NOT EXISTS (
        SELECT 1 FROM "Task" t WHERE t.kind = 'rotate_secret' AND t."identityId" = i.id
          AND t.cause = 'departure' AND t."causeId" = ${departureId}::uuid AND t.state IN ('attested', 'verified'))
    ), below AS (
      SELECT door.id, door."assetId" FROM door
      UNION
      SELECT below.id, l."belowId" FROM below
      JOIN door ON door.id = below.id
      JOIN "PlatformRole" r ON r.id = door."roleId" AND r."reachesBelow"
      JOIN "AssetLink" l ON l."aboveId" = below."assetId" AND l."endedAt" IS NULL
    )
    SELECT door.through, door.name, r.name AS "roleName", a.name AS "assetName", pl.name AS "platformName",
      (SELECT count(*)::int - 1 FROM below WHERE below.id = door.id) AS below
    FROM door
    JOIN "PlatformRole" r ON r.id = door."roleId"
    JOIN "Asset" a ON a.id = door."assetId"
    JOIN "Platform" pl ON pl.id = a."platformId"
    ORDER BY below DESC, pl.name, a.name, r.name, door.id`;
}
