import { parseAccountId, readAccountId } from "@/lib/platforms/account-id";
import type { PlatformEntry, RoleEntry } from "@/lib/platforms/catalogue-schema";
import { matchPlatform } from "@/lib/platforms/match-names";
import { matchRole } from "@/lib/platforms/match-roles";
import type { AccountName, PlatformName, RoleName, Understanding, Understood } from "./understanding";

/** As much of a platform as reading names takes: of the catalogue, or an administrator's own. */
export type ReadablePlatform = Pick<
  PlatformEntry,
  "id" | "name" | "aliases" | "aliasAssetTypes" | "mainAssetType" | "assetTypes" | "roles" | "restrictions"
>;

/** At most this many roles are proposed where a role exists only on another kind of asset. */
const PROPOSED = 5;

/** Understands platforms, account ids and roles by the catalogue, an administrator's own platforms included. */
export function catalogueUnderstanding(catalogue: readonly ReadablePlatform[]): Understanding {
  const byId = new Map(catalogue.map((platform) => [platform.id, platform]));
  return {
    platform: (text) => understandPlatform(catalogue, text),
    account: (platformId, text) => {
      const platform = byId.get(platformId);
      return platform ? understandAccount(platform, text) : { kind: "none", near: [] };
    },
    role: (platformId, assetType, text) => {
      const platform = byId.get(platformId);
      return platform ? understandRole(platform, assetType, text) : { kind: "none", near: [] };
    },
    roleNames: (platformId, assetType) => {
      const platform = byId.get(platformId);
      return platform ? rolesOn(platform, assetType).map((role) => role.name) : [];
    },
  };
}

function understandPlatform(catalogue: readonly ReadablePlatform[], text: string): Understood<PlatformName> {
  const match = matchPlatform(text, catalogue);
  const nameOf = ({ id, name }: ReadablePlatform): PlatformName => ({ id, name });
  if (match.kind === "exact") return { kind: "one", value: nameOf(match.platform) };
  if (match.kind === "ambiguous") return { kind: "several", candidates: match.candidates.map(nameOf) };
  return { kind: "none", near: match.nearest.map(nameOf) };
}

/** A bare number can fit several kinds of asset; the platform's main kind is then meant. */
function understandAccount(platform: ReadablePlatform, text: string): Understood<AccountName> {
  const [reading] = readAccountId(platform, text);
  if (reading) {
    const { type, normal, display } = reading;
    return { kind: "one", value: { assetType: type.type, externalId: normal, shown: display } };
  }
  const main = platform.assetTypes.find((type) => type.type === platform.mainAssetType);
  const id = main && parseAccountId(main, text);
  return id && !id.ok ? { kind: "none", near: [], why: id.reason } : { kind: "none", near: [] };
}

/**
 * A role that the platform holds only on another kind of asset ("Admin" of a Tag Manager container) cannot be held
 * on this one: it is asked, with the roles that exist here, the highest first.
 */
function understandRole(
  platform: ReadablePlatform,
  assetType: string | null,
  text: string,
): Understood<readonly RoleName[]> {
  const match = matchRole(platform, assetType, text);
  if (match.kind === "unknown") return { kind: "none", near: match.nearest.map((role) => [nameOf(role)]) };
  if (match.kind === "ambiguous") {
    const here = match.candidates.filter((role) => assetType === null || role.heldOn.includes(assetType));
    if (here.length > 0) return { kind: "several", candidates: here.map((role) => [nameOf(role)]) };
  } else if (match.roles.every((found) => !found.elsewhere)) {
    const limits = match.restrictions.map((restriction) => restriction.name);
    return { kind: "one", value: match.roles.map(({ role, note }) => limited(nameOf(role, note), limits)) };
  }
  const highestFirst = rolesOn(platform, assetType).toSorted((a, b) => b.rank - a.rank);
  return { kind: "none", near: highestFirst.slice(0, PROPOSED).map((role) => [nameOf(role)]) };
}

function limited(role: RoleName, limits: readonly string[]): RoleName {
  return limits.length === 0 ? role : { ...role, limits };
}

function rolesOn(platform: ReadablePlatform, assetType: string | null): RoleEntry[] {
  return platform.roles.filter((role) => assetType === null || role.heldOn.includes(assetType));
}

function nameOf(role: RoleEntry, ownName: string | null = null): RoleName {
  return { key: role.key, name: role.name, ownName };
}
