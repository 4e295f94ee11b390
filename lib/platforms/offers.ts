import { Prisma, type Reader } from "@/lib/db";
import type { Capability } from "@/lib/platforms/capabilities";
import type { CombineMode } from "@/lib/platforms/catalogue-schema";

/** A role as the database has it, in the form that the smallest-role rule takes. */
export type OfferedRole = {
  id: string;
  key: string;
  name: string;
  apiValue: string | null;
  rank: number;
  meaning: string;
  heldOn: readonly string[];
  capabilities: readonly Capability[];
  requires: readonly string[];
  group: string | null;
  reachesBelow: boolean;
  /** By the catalogue's source, or by an administrator who confirmed or corrected it. */
  verified: boolean;
};

/** What can be held on one asset's platform, and of what type the asset is. */
export type AssetOffer = {
  assetId: string;
  platformId: string;
  platformName: string;
  mark: string;
  assetType: string;
  offer: { roles: readonly OfferedRole[]; combine: Readonly<Record<string, CombineMode>> };
};

/** As the platform's roles that are not retired, in the order of the ladder, in one statement for all platforms. */
export async function listOfferedRoles(
  reader: Reader,
  platformIds: readonly string[],
): Promise<Map<string, OfferedRole[]>> {
  const rows = await reader.$queryRaw<(OfferedRole & { platformId: string })[]>`
    SELECT "platformId", id, key, name, "apiValue", rank, meaning, "heldOn",
      capabilities::text[] AS capabilities, requires, "group", "reachesBelow",
      (verified OR "confirmedAt" IS NOT NULL OR "correctedAt" IS NOT NULL) AS verified
    FROM "PlatformRole"
    WHERE "platformId" = ANY (${platformIds}) AND "retiredAt" IS NULL
    ORDER BY "platformId", rank, key`;
  const byPlatform = new Map<string, OfferedRole[]>();
  for (const { platformId, ...role } of rows)
    byPlatform.set(platformId, [...(byPlatform.get(platformId) ?? []), role]);
  return byPlatform;
}

/**
 * For each of these assets what its platform offers: the input of `smallestRole(offer, assetType, needed)`. Two
 * statements, however many assets. An asset that does not exist is left out. Asks no permission: for commands, and
 * for queries that have asked.
 */
export async function rolesForAssets(
  reader: Reader,
  assetIds: readonly string[],
): Promise<Map<string, AssetOffer>> {
  if (assetIds.length === 0) return new Map();
  type AssetRow = Omit<AssetOffer, "offer"> & { combine: Record<string, CombineMode> };
  const assets = await reader.$queryRaw<AssetRow[]>`
    SELECT a.id AS "assetId", p.id AS "platformId", p.name AS "platformName", p.mark, a.type AS "assetType",
      (SELECT jsonb_object_agg(t.type, t.combine) FROM "PlatformAssetType" t WHERE t."platformId" = p.id)
        AS combine
    FROM "Asset" a JOIN "Platform" p ON p.id = a."platformId"
    WHERE a.id IN (${Prisma.join(assetIds.map((id) => Prisma.sql`${id}::uuid`))})`;
  const roles = await listOfferedRoles(reader, [...new Set(assets.map((asset) => asset.platformId))]);
  return new Map(
    assets.map(({ combine, ...asset }) => [
      asset.assetId,
      { ...asset, offer: { roles: roles.get(asset.platformId) ?? [], combine } },
    ]),
  );
}
