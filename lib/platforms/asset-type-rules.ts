import type { IdRules } from "@/lib/platforms/account-id";
import { displayAccountId } from "@/lib/platforms/account-id";
import { findAssetType, findPlatform } from "@/lib/platforms/catalogue";

/** An asset type as the database has it. */
export type StoredAssetType = {
  platformId: string;
  type: string;
  label: string;
  idPattern: string;
  idExample: string;
};

/** How the ids of an asset type are read: by the catalogue, or by the pattern of an administrator's own platform. */
export function idRulesOf(stored: StoredAssetType): IdRules {
  const platform = findPlatform(stored.platformId);
  const known = platform && findAssetType(platform, stored.type);
  if (known) return known;
  return {
    label: stored.label,
    idFormat: {
      regex: stored.idPattern,
      example: stored.idExample,
      form: "text",
      prefix: null,
      suffix: null,
      groups: null,
      strip: [],
      drop: [],
      endsWithSlash: false,
      find: [],
      refuse: [],
    },
  };
}

/** A stored account id as the platform shows it; as it is stored where the catalogue knows no other form. */
export function showAccountId(asset: { platformId: string; type: string; externalId: string }): string {
  const platform = findPlatform(asset.platformId);
  const type = platform && findAssetType(platform, asset.type);
  return type ? displayAccountId(type, asset.externalId) : asset.externalId;
}
