import { nearestByName } from "@/lib/platforms/match-names";
import { compactName } from "@/lib/platforms/match-text";

/** A role as far as its names go. */
export type RoleNames = {
  readonly key: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly heldOn: readonly string[];
  readonly named: { readonly prefixes: readonly string[]; readonly known: readonly string[] } | null;
};

export type RestrictionNames = {
  readonly key: string;
  readonly name: string;
  readonly aliases: readonly string[];
};

/** A platform with the names of its roles and of the restrictions that are added to them. */
export type RoleNaming<R extends RoleNames, M extends RestrictionNames> = {
  readonly roles: readonly R[];
  readonly restrictions: readonly M[];
};

/** `elsewhere`: the role is not held on the asked type of asset but on another, as Administrator of an account. */
export type MatchedRole<R> = { readonly role: R; readonly elsewhere: boolean; readonly note: string | null };

/** `note` of a matched role is the name that the account itself gave it ("Marketing Contributor"). */
export type RoleMatch<R extends RoleNames, M extends RestrictionNames> =
  | { readonly kind: "exact"; readonly roles: readonly MatchedRole<R>[]; readonly restrictions: readonly M[] }
  | { readonly kind: "ambiguous"; readonly text: string; readonly candidates: readonly R[] }
  | { readonly kind: "unknown"; readonly text: string; readonly nearest: readonly R[] };

/**
 * The role or roles that a written access level means on this platform: by name, by alias, by the name that an API
 * gives it, as a role that each account names itself ("custom: Campaigns"), or several in one cell ("Editor, No
 * cost metrics", "Publish; Account: Administrator"). With an asset type, a role held on it goes before roles held
 * elsewhere. A name that several roles share is ambiguous; one that none has is unknown, and so is a restriction
 * without a role. Nothing is guessed.
 */
export function matchRole<R extends RoleNames, M extends RestrictionNames>(
  platform: RoleNaming<R, M>,
  assetType: string | null,
  text: string,
): RoleMatch<R, M> {
  const match = matchAll(platform, assetType, text);
  const onlyRestricts = match.kind === "exact" && match.roles.length === 0;
  return onlyRestricts ? { kind: "unknown", text, nearest: [] } : match;
}

function matchAll<R extends RoleNames, M extends RestrictionNames>(
  platform: RoleNaming<R, M>,
  assetType: string | null,
  text: string,
): RoleMatch<R, M> {
  const whole = matchOne(platform, assetType, text);
  if (whole.kind !== "unknown") return whole;
  const parts = text
    .split(/[;,+\n]|\s&\s|\sand\s/u)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (parts.length < 2) return whole;
  const matches = parts.map((part) => matchOne(platform, assetType, part));
  if (matches.every((match) => match.kind === "unknown")) return whole;
  const open = matches.find((match) => match.kind !== "exact");
  if (open) return open;
  const exact = matches.filter((match) => match.kind === "exact");
  return {
    kind: "exact",
    roles: exact.flatMap((match) => match.roles),
    restrictions: exact.flatMap((match) => match.restrictions),
  };
}

function matchOne<R extends RoleNames, M extends RestrictionNames>(
  platform: RoleNaming<R, M>,
  assetType: string | null,
  text: string,
): RoleMatch<R, M> {
  const written = compactName(text);
  const restrictions = platform.restrictions.filter((one) => hasName(one, written));
  if (restrictions.length > 0) return { kind: "exact", roles: [], restrictions };
  const bearers = platform.roles.filter((role) => hasName(role, written));
  const here = bearers.filter((role) => assetType === null || role.heldOn.includes(assetType));
  const [role, ...others] = here.length > 0 ? here : bearers;
  if (role && others.length > 0) return { kind: "ambiguous", text, candidates: [role, ...others] };
  if (role) return exactly(role, assetType, null);
  const own = matchOwnName(platform.roles, text);
  if (own) return exactly(own.role, assetType, own.note);
  const offered = platform.roles.filter((one) => assetType === null || one.heldOn.includes(assetType));
  return { kind: "unknown", text, nearest: nearestByName(written, offered, namesOf) };
}

/** "custom: Campaigns", "Campaigns (custom)", or a name that the catalogue knows as one that accounts give. */
function matchOwnName<R extends RoleNames>(
  roles: readonly R[],
  text: string,
): { role: R; note: string } | null {
  for (const role of roles) {
    if (!role.named) continue;
    const known = role.named.known.find((name) => compactName(name) === compactName(text));
    if (known) return { role, note: known };
    for (const prefix of role.named.prefixes) {
      const own = afterPrefix(text, prefix) ?? beforeBrackets(text, prefix);
      if (own) return { role, note: own };
    }
  }
  return null;
}

function afterPrefix(text: string, prefix: string): string | null {
  const [before, ...after] = text.split(/[:=]/u);
  return after.length > 0 && compactName(before ?? "") === compactName(prefix)
    ? after.join(":").trim() || null
    : null;
}

function beforeBrackets(text: string, prefix: string): string | null {
  const found = /^(.+?)\s*[([](.+)[)\]]$/u.exec(text.trim());
  return found?.[1] && compactName(found[2] ?? "") === compactName(prefix) ? found[1].trim() : null;
}

function exactly<R extends RoleNames, M extends RestrictionNames>(
  role: R,
  assetType: string | null,
  note: string | null,
): RoleMatch<R, M> {
  const elsewhere = assetType !== null && !role.heldOn.includes(assetType);
  return { kind: "exact", roles: [{ role, elsewhere, note }], restrictions: [] };
}

function namesOf(item: { readonly name: string; readonly aliases: readonly string[] }): string[] {
  return [item.name, ...item.aliases].map(compactName);
}

function hasName(
  item: { readonly name: string; readonly aliases: readonly string[] },
  written: string,
): boolean {
  return written !== "" && namesOf(item).includes(written);
}
