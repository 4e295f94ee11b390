import { distance } from "fastest-levenshtein";
import { parseAccountId, readAccountId } from "@/lib/platforms/account-id";
import type { PlatformEntry, RoleEntry } from "@/lib/platforms/catalogue-schema";
import { compactName } from "@/lib/platforms/match-text";
import type { AccountName, PlatformName, RoleName, Understanding, Understood } from "./understanding";

/** Understands platforms, account ids and roles by the catalogue, an administrator's own platforms included. */
export function catalogueUnderstanding(catalogue: readonly PlatformEntry[]): Understanding {
  const byId = new Map(catalogue.map((platform) => [platform.id, platform]));
  const named = catalogue.map((platform) => ({
    value: { id: platform.id, name: platform.name },
    names: [platform.id, platform.name, ...platform.aliases].map(compactName),
  }));
  return {
    platform: (text) => choose(text, named, (platform: PlatformName) => platform.id),
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

/** A bare number can fit several kinds of asset; the platform's main kind is then meant. */
function understandAccount(platform: PlatformEntry, text: string): Understood<AccountName> {
  const [reading] = readAccountId(platform, text);
  if (reading) {
    const { type, normal, display } = reading;
    return { kind: "one", value: { assetType: type.type, externalId: normal, shown: display } };
  }
  const main = platform.assetTypes.find((type) => type.type === platform.mainAssetType);
  const id = main && parseAccountId(main, text);
  return id && !id.ok ? { kind: "none", near: [], why: id.reason } : { kind: "none", near: [] };
}

function rolesOn(platform: PlatformEntry, assetType: string | null): RoleEntry[] {
  return platform.roles.filter((role) => assetType === null || role.heldOn.includes(assetType));
}

/**
 * A name of the client's own making ("custom: Campaigns") is the platform's own-made role where it has one. A role
 * that the platform knows only on another kind of asset is asked, with the roles that exist on this one.
 */
function understandRole(
  platform: PlatformEntry,
  assetType: string | null,
  text: string,
): Understood<readonly RoleName[]> {
  const roles = rolesOn(platform, assetType);
  const nameOf = (role: RoleEntry): readonly RoleName[] => [{ key: role.key, name: role.name }];
  const named = roles.map((role) => ({
    value: nameOf(role),
    names: [role.key, role.name, role.api ?? role.key, ...role.aliases].map(compactName),
  }));
  const found = choose(text, named, (value) => value.map((role) => role.key).join("+"));
  const ownMade = roles.find((role) => role.aliases.some((alias) => compactName(alias) === "customrole"));
  if (found.kind === "none" && assetType !== null && understandRole(platform, null, text).kind !== "none") {
    const highestFirst = roles.toSorted((a, b) => b.rank - a.rank);
    return { kind: "none", near: [...new Set([...found.near, ...highestFirst.slice(0, 5).map(nameOf)])] };
  }
  if (found.kind !== "none" || ownMade === undefined) return found;
  if (/^custom\b/iu.test(text.trim())) return { kind: "one", value: nameOf(ownMade) };
  return { kind: "none", near: [...found.near, nameOf(ownMade)] };
}

type Named<T> = { value: T; names: readonly string[] };

function choose<T>(text: string, all: readonly Named<T>[], keyOf: (value: T) => string): Understood<T> {
  const wanted = compactName(text);
  const exact = all.filter(({ names }) => names.includes(wanted)).map(({ value }) => value);
  const [only] = exact;
  if (exact.length === 1 && only !== undefined) return { kind: "one", value: only };
  // The first of a thing's names is the platform's own word: it goes before another thing's by-name.
  const own = all.filter(({ names }) => names.slice(0, 2).includes(wanted)).map(({ value }) => value);
  if (own.length === 1 && own[0] !== undefined) return { kind: "one", value: own[0] };
  if (exact.length > 1) return { kind: "several", candidates: exact };
  const near = new Map<string, T>();
  for (const { value, names } of all)
    if (names.some((name) => isNear(name, wanted))) near.set(keyOf(value), value);
  return { kind: "none", near: [...near.values()].slice(0, 5) };
}

function isNear(name: string, wanted: string): boolean {
  if (wanted.length < 4 || name.length < 4) return false;
  if (name.startsWith(wanted) || wanted.startsWith(name)) return true;
  return distance(name, wanted) <= (wanted.length < 8 ? 1 : 2);
}
