import type { Capability } from "@/lib/platforms/capabilities";
import { toMask } from "@/lib/platforms/capabilities";
import type { CombineMode } from "@/lib/platforms/catalogue-schema";

/** A role as the rules need it: from the catalogue, from the database, or of an administrator's own platform. */
export type RoleOffer = {
  readonly key: string;
  readonly name: string;
  readonly rank: number;
  readonly heldOn: readonly string[];
  readonly capabilities: readonly Capability[];
  readonly requires: readonly string[];
  readonly group: string | null;
  readonly verified: boolean;
};

/** What can be held on one platform: its roles, and for each asset type whether they combine. Absent means "one". */
export type Offer<R extends RoleOffer = RoleOffer> = {
  readonly roles: readonly R[];
  readonly combine: Readonly<Record<string, CombineMode>>;
};

/** A role of an offer, prepared for the search on one asset. */
export type Candidate<R extends RoleOffer = RoleOffer> = {
  readonly role: R;
  readonly mask: number;
  /** Held on the asset itself; otherwise on one above it, and only because another role requires it. */
  readonly here: boolean;
  /** Of the roles with the same slot a person holds one at most; null has no such limit. */
  readonly slot: string | null;
};

/** The offer of a catalogue platform. */
export function offerOf<R extends RoleOffer>(platform: {
  readonly roles: readonly R[];
  readonly assetTypes: readonly { readonly type: string; readonly combine: CombineMode }[];
}): Offer<R> {
  return {
    roles: platform.roles,
    combine: Object.fromEntries(platform.assetTypes.map((entry) => [entry.type, entry.combine])),
  };
}

/**
 * The roles that can take part in a grant on an asset of this type, in the order of their keys: those held on it,
 * and those held elsewhere that one of these requires, directly or through another.
 */
export function candidatesFor<R extends RoleOffer>(offer: Offer<R>, assetType: string): Candidate<R>[] {
  const byKey = new Map(offer.roles.map((role) => [role.key, role]));
  const taken = new Map(offer.roles.filter((role) => role.heldOn.includes(assetType)).map((r) => [r.key, r]));
  for (const role of taken.values())
    for (const key of role.requires) {
      const required = byKey.get(key);
      if (required) taken.set(key, required);
    }
  return [...taken.values()]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map((role) => toCandidate(offer, assetType, role));
}

function toCandidate<R extends RoleOffer>(offer: Offer<R>, assetType: string, role: R): Candidate<R> {
  const here = role.heldOn.includes(assetType);
  const place = here ? assetType : (role.heldOn[0] ?? "");
  const combines = offer.combine[place] === "set";
  const slot = combines ? (role.group === null ? null : `${place} ${role.group}`) : place;
  return { role, mask: toMask(role.capabilities), here, slot };
}

/**
 * True when a person can hold exactly these roles together: one at most of each slot, of what each role requires
 * at least one, at least one on the asset itself, and on assets above it only what those on the asset require,
 * directly or through another.
 */
export function isHoldable(set: readonly Candidate[]): boolean {
  const slots = set.flatMap((candidate) => candidate.slot ?? []);
  return (
    set.some((candidate) => candidate.here) &&
    new Set(slots).size === slots.length &&
    set.every((candidate) => hasWhatItRequires(set, candidate)) &&
    unsupported(set).length === 0
  );
}

/** True when the role requires nothing, or one of the roles that it requires is in the set. */
export function hasWhatItRequires(set: readonly Candidate[], { role }: Candidate): boolean {
  return role.requires.length === 0 || set.some((other) => role.requires.includes(other.role.key));
}

/** The roles on assets above that no role on the asset requires, directly or through another. */
export function unsupported(set: readonly Candidate[]): Candidate[] {
  const supported = set.filter((candidate) => candidate.here);
  let rest = set.filter((candidate) => !candidate.here);
  for (const { role } of supported) {
    supported.push(...rest.filter((candidate) => role.requires.includes(candidate.role.key)));
    rest = rest.filter((candidate) => !role.requires.includes(candidate.role.key));
  }
  return rest;
}
