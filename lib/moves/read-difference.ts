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

/** A person with the seats that they will have. */
export type Seated = { personId: string; seats: readonly Seat[] };

/** As readDifferences, of one person. */
export async function readDifference(
  reader: Reader,
  personId: string,
  seats: readonly Seat[],
): Promise<Difference> {
  const [difference] = await readDifferences(reader, [{ personId, seats }]);
  if (!difference) throw new Error("Each person has a difference.");
  return difference;
}

/**
 * Compares what people hold with what these seats need, in a constant number of statements, however many people: in
 * their order. What is held for a few hours, and what was taken in an emergency, ends by itself within the day and is
 * left out. Asks no permission: for commands, and for queries that have asked.
 */
export async function readDifferences(reader: Reader, people: readonly Seated[]): Promise<Difference[]> {
  const ids = people.map((person) => person.personId);
  const held = await reader.$queryRaw<(MoveKey & { personId: string })[]>`
    SELECT g."personId", g.id AS "grantId", g."assetId", a.name AS "assetName", a."clientId", g."roleId",
      r.name AS "roleName", r.capabilities::text[] AS capabilities, g."engagementId", g."endsAt"
    FROM "Grant" g JOIN "PlatformRole" r ON r.id = g."roleId" JOIN "Asset" a ON a.id = g."assetId"
    LEFT JOIN "Client" c ON c.id = a."clientId"
    WHERE g."personId" = ANY(${ids}::uuid[]) AND g.state IN ('to_grant', 'invited', 'active')
      AND g."lastsMinutes" IS NULL AND g.cause <> 'emergency'
    ORDER BY c.name NULLS FIRST, a.name, r.rank DESC, g.id`;
  const seats = people.flatMap(({ personId, seats }) => seats.map((seat) => ({ ...seat, personId })));
  const needed = await reader.$queryRaw<(Omit<MoveNeed, "offer" | "parentIds"> & { personId: string })[]>`
    SELECT DISTINCT ON (c.name, a.name, k.id, s."personId") s."personId", k.id AS "kitLineId", k.role,
      k."engagementId", e."endsOn", k."assetId", a.name AS "assetName", a.type, pl.category, k.work
    FROM jsonb_to_recordset(${JSON.stringify(seats)}::jsonb) AS s("personId" uuid, "engagementId" uuid, role text)
    JOIN "KitLine" k ON k."engagementId" = s."engagementId" AND lower(k.role) = lower(s.role)
      AND k."endedAt" IS NULL
    JOIN "Engagement" e ON e.id = k."engagementId" AND e."endedAt" IS NULL
    JOIN "Client" c ON c.id = e."clientId"
    JOIN "Asset" a ON a.id = k."assetId" AND a."endedAt" IS NULL
    JOIN "Platform" pl ON pl.id = a."platformId"
    ORDER BY c.name, a.name, k.id, s."personId"`;
  const offers = await rolesForAssets(reader, [...new Set([...needed, ...held].map((row) => row.assetId))]);
  const parents = await readParents(reader, [...new Set(needed.map((row) => row.assetId))]);
  const parentsOf = Map.groupBy(parents, (each) => each.assetId);
  const keysOf = Map.groupBy(held, (key) => key.personId);
  const needsOf = Map.groupBy(needed, (need) => need.personId);
  return ids.map((id) => {
    const keys = (keysOf.get(id) ?? []).map(({ personId: _, ...key }) => key);
    const needs = (needsOf.get(id) ?? []).flatMap(({ personId: _, ...need }): MoveNeed[] => {
      const offer = offers.get(need.assetId)?.offer;
      const parentIds = (parentsOf.get(need.assetId) ?? []).map((each) => each.parentId);
      return offer ? [{ ...need, offer, parentIds }] : [];
    });
    return { keys, needs, lines: compareAccess(keys, needs), offers };
  });
}
