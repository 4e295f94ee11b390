import type { Reader } from "@/lib/db";
import type { Seat } from "@/lib/moves/read-seats";
import {
  type ComparedLine,
  compareAccess,
  type HeldKey,
  type KitNeed,
} from "@/lib/moves/rules/compare-access";
import type { Capability } from "@/lib/platforms/capabilities";
import { type AssetOffer, rolesForAssets } from "@/lib/platforms/offers";
import { readParents } from "@/lib/requests/read-parents";

/** A key as the difference reads it. */
export type MoveKey = HeldKey & {
  assetName: string;
  clientId: string | null;
  capabilities: Capability[];
  engagementId: string | null;
  endsAt: Date | null;
};

/** A line of a kit that somebody will have, with its engagement. */
export type MoveNeed = KitNeed & { engagementId: string; endsOn: Date | null };

/** What somebody holds, what their seats will need, and what becomes of each. */
export type Difference = {
  keys: MoveKey[];
  needs: MoveNeed[];
  lines: ComparedLine[];
  /** What each account's platform offers: of those held and those needed. */
  offers: ReadonlyMap<string, AssetOffer>;
};

/**
 * Compares what a person holds with what these seats need, in a constant number of statements. What is held for a few
 * hours, and what was taken in an emergency, ends by itself within the day and is left out. Asks no permission: for
 * commands, and for queries that have asked.
 */
export async function readDifference(
  reader: Reader,
  personId: string,
  seats: readonly Seat[],
): Promise<Difference> {
  const keys = await reader.$queryRaw<MoveKey[]>`
    SELECT g.id AS "grantId", g."assetId", a.name AS "assetName", a."clientId", g."roleId", r.name AS "roleName",
      r.capabilities::text[] AS capabilities, g."engagementId", g."endsAt"
    FROM "Grant" g JOIN "PlatformRole" r ON r.id = g."roleId" JOIN "Asset" a ON a.id = g."assetId"
    LEFT JOIN "Client" c ON c.id = a."clientId"
    WHERE g."personId" = ${personId}::uuid AND g.state IN ('to_grant', 'invited', 'active')
      AND g."lastsMinutes" IS NULL AND g.cause <> 'emergency'
    ORDER BY c.name NULLS FIRST, a.name, r.rank DESC, g.id`;
  const rows = await reader.$queryRaw<Omit<MoveNeed, "offer" | "parentIds">[]>`
    SELECT DISTINCT ON (c.name, a.name, k.id) k.id AS "kitLineId", k.role, k."engagementId", e."endsOn",
      k."assetId", a.name AS "assetName", a.type, pl.category, k.work
    FROM jsonb_to_recordset(${JSON.stringify(seats)}::jsonb) AS s("engagementId" uuid, role text)
    JOIN "KitLine" k ON k."engagementId" = s."engagementId" AND lower(k.role) = lower(s.role)
      AND k."endedAt" IS NULL
    JOIN "Engagement" e ON e.id = k."engagementId" AND e."endedAt" IS NULL
    JOIN "Client" c ON c.id = e."clientId"
    JOIN "Asset" a ON a.id = k."assetId" AND a."endedAt" IS NULL
    JOIN "Platform" pl ON pl.id = a."platformId"
    ORDER BY c.name, a.name, k.id`;
  const places = [...new Set([...rows, ...keys].map((row) => row.assetId))];
  const offers = await rolesForAssets(reader, places);
  const parents = await readParents(reader, [...new Set(rows.map((row) => row.assetId))]);
  const needs = rows.flatMap((row): MoveNeed[] => {
    const offer = offers.get(row.assetId)?.offer;
    const parentIds = parents.filter((each) => each.assetId === row.assetId).map((each) => each.parentId);
    return offer ? [{ ...row, offer, parentIds }] : [];
  });
  return { keys, needs, lines: compareAccess(keys, needs), offers };
}
