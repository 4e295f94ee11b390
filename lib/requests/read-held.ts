import type { Reader } from "@/lib/db";
import type { Held } from "@/lib/requests/rules/weigh";

/** What people hold on assets today, by `heldKey`. */
export type HeldBy = ReadonlyMap<string, readonly Held[]>;

/** The key of one person on one asset. */
export const heldKey = (personId: string, assetId: string): string => `${personId} ${assetId}`;

/**
 * What these people hold on these assets: on the asset itself, or on something above it whose role reaches below,
 * with the path. One statement, however many. What is just being taken back is not held any more. Asks no
 * permission: for commands, and for queries that have asked.
 */
export async function readHeld(
  reader: Reader,
  personIds: readonly string[],
  assetIds: readonly string[],
): Promise<HeldBy> {
  if (personIds.length === 0 || assetIds.length === 0) return new Map();
  const rows = await reader.$queryRaw<(Held & { personId: string; assetId: string })[]>`
    WITH RECURSIVE reach AS (
      SELECT a.id AS "assetId", a.id AS "atId", ARRAY[a.id] AS seen, ARRAY[]::text[] AS path
      FROM "Asset" a WHERE a.id = ANY(${[...assetIds]}::uuid[])
      UNION ALL
      SELECT r."assetId", up.id, r.seen || up.id, up.name || r.path
      FROM reach r
      JOIN "AssetLink" l ON l."belowId" = r."atId" AND l."endedAt" IS NULL
      JOIN "Asset" up ON up.id = l."aboveId" AND up."endedAt" IS NULL
      WHERE NOT up.id = ANY(r.seen)
    )
    SELECT g.id AS "grantId", g."personId", r."assetId", g."roleId", pr.name AS "roleName",
      pr.capabilities::text[] AS capabilities, r."assetId" = r."atId" AS direct, r.path, g."endsAt"
    FROM reach r
    JOIN "Grant" g ON g."assetId" = r."atId" AND g."personId" = ANY(${[...personIds]}::uuid[])
      AND g.state IN ('to_grant', 'invited', 'active')
    JOIN "PlatformRole" pr ON pr.id = g."roleId" AND (r."assetId" = r."atId" OR pr."reachesBelow")
    ORDER BY direct DESC, pr.rank DESC, pr.key`;
  return Map.groupBy(rows, (row) => heldKey(row.personId, row.assetId));
}
