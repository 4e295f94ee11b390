import type { Reader } from "@/lib/db";
import { idRulesOf, type StoredAssetType } from "@/lib/platforms/asset-type-rules";
import { findPlatform } from "@/lib/platforms/catalogue";
import type { AssetTypeEntry, CombineMode, RoleEntry } from "@/lib/platforms/catalogue-schema";
import { listOfferedRoles, type OfferedRole } from "@/lib/platforms/offers";
import { catalogueUnderstanding, type ReadablePlatform } from "./catalogue-understanding";
import type { Understanding } from "./understanding";

export type KnownPlatforms = {
  understanding: Understanding;
  /** The id of a role of the register by platform and key. */
  roleId: (platformId: string, key: string) => string | undefined;
};

/**
 * Platforms and roles as the register has them now: the catalogue with what an administrator has corrected, and
 * the studio's own platforms. Three statements.
 */
export async function readPlatforms(reader: Reader): Promise<KnownPlatforms> {
  const platforms = await reader.$queryRaw<{ id: string; name: string }[]>`
    SELECT id, name FROM "Platform" WHERE "retiredAt" IS NULL ORDER BY name, id`;
  const types = await reader.$queryRaw<(StoredAssetType & { combine: CombineMode })[]>`
    SELECT "platformId", type, label, "idPattern", "idExample", combine::text FROM "PlatformAssetType" ORDER BY type`;
  const roles = await listOfferedRoles(
    reader,
    platforms.map((platform) => platform.id),
  );
  const typesOf = Map.groupBy(types, (type) => type.platformId);
  const readable = platforms.map(({ id, name }): ReadablePlatform => {
    const entry = findPlatform(id);
    const offered = roles.get(id) ?? [];
    const assetTypes = entry?.assetTypes ?? (typesOf.get(id) ?? []).map(ownType);
    return {
      id,
      name,
      aliases: entry?.aliases ?? [],
      aliasAssetTypes: entry?.aliasAssetTypes ?? {},
      mainAssetType: entry?.mainAssetType ?? assetTypes[0]?.type ?? "",
      assetTypes,
      roles: offered.map((role) =>
        asRole(
          role,
          entry?.roles.find((each) => each.key === role.key),
        ),
      ),
      restrictions: entry?.restrictions ?? [],
    };
  });
  return {
    understanding: catalogueUnderstanding(readable),
    roleId: (platformId, key) => roles.get(platformId)?.find((role) => role.key === key)?.id,
  };
}

function ownType(stored: StoredAssetType & { combine: CombineMode }): AssetTypeEntry {
  const { idFormat } = idRulesOf(stored);
  const { type, label, combine } = stored;
  return {
    type,
    label,
    idFormat: { ...idFormat },
    combine,
    parent: null,
    linksUnder: [],
    accessThrough: null,
    verified: false,
    note: null,
  };
}

function asRole(role: OfferedRole, entry: RoleEntry | undefined): RoleEntry {
  return {
    key: role.key,
    name: role.name,
    // A corrected name does not make the old one unreadable.
    aliases: [...(entry?.aliases ?? []), ...(entry && entry.name !== role.name ? [entry.name] : [])],
    api: role.apiValue,
    heldOn: [...role.heldOn],
    reachesBelow: role.reachesBelow,
    rank: role.rank,
    group: role.group,
    requires: [...role.requires],
    named: entry?.named ?? null,
    meaning: role.meaning,
    capabilities: [...role.capabilities],
    verified: role.verified,
    note: entry?.note ?? null,
  };
}
