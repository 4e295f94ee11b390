import { type Capability, fromMask, toMask } from "@/lib/platforms/capabilities";
import { comparePriced, type Priced, priceOf } from "@/lib/platforms/role-cost";
import {
  type Candidate,
  candidatesFor,
  hasWhatItRequires,
  isHoldable,
  type Offer,
  type RoleOffer,
  unsupported,
} from "@/lib/platforms/role-offer";

/** Roles held together, in the order of their keys, and how they compare with what is needed. */
export type RoleSet<R extends RoleOffer = RoleOffer> = {
  readonly roles: readonly R[];
  readonly capabilities: readonly Capability[];
  /** Capabilities beyond what is needed. */
  readonly adds: readonly Capability[];
  /** Needed capabilities that the roles do not have. */
  readonly lacks: readonly Capability[];
  /** True when the catalogue has not verified one of the roles. */
  readonly unverified: boolean;
};

export type SmallestRole<R extends RoleOffer = RoleOffer> =
  | ({ readonly kind: "fits" } & RoleSet<R>)
  | { readonly kind: "none"; readonly nearest: readonly RoleSet<R>[] };

const NEAREST = 3;

/**
 * The smallest set of roles on an asset of this type that has every needed capability. Sets that a person cannot
 * hold are left out (see isHoldable), and so are sets that can do nothing. Of the rest the smallest is the one with,
 * in this order:
 *
 * 1. the lightest surplus: the capabilities beyond the need, weighed by risk, where ownership, user management,
 *    billing and personal data each outweigh everything lighter together;
 * 2. the fewest capabilities, which only tells sets apart whose surplus weighs the same;
 * 3. the fewest roles;
 * 4. the lowest sum of ranks;
 * 5. the first keys in the order of the alphabet.
 *
 * So the answer does not depend on the order of the input. When nothing fits, the three nearest sets: those that
 * lack the fewest capabilities, then as above; each is the smallest for some part of the need.
 *
 * A set may include roles on an asset above, where a role requires one (Tag Manager's container roles require a
 * role on the account).
 */
export function smallestRole<R extends RoleOffer>(
  offer: Offer<R>,
  assetType: string,
  needed: readonly Capability[],
): SmallestRole<R> {
  const candidates = candidatesFor(offer, assetType);
  const need = toMask(needed);
  const best = search(candidates, need);
  if (best) return { kind: "fits", ...toRoleSet(best, need) };
  const nearest = new Map<string, Priced<R>>();
  for (let part = (need - 1) & need; part > 0; part = (part - 1) & need) {
    const found = search(candidates, part);
    if (!found) continue;
    nearest.set(
      found.roles.map((role) => role.key).join(" "),
      priceOf(toCandidates(candidates, found), need),
    );
  }
  const sorted = [...nearest.values()].sort(comparePriced).slice(0, NEAREST);
  return { kind: "none", nearest: sorted.map((priced) => toRoleSet(priced, need)) };
}

/**
 * Depth first, one gap at a time: a role is added only where it closes the first gap that is open. Every set that
 * fits contains one that is built this way, and adding a role never makes a set smaller, so nothing is missed.
 */
function search<R extends RoleOffer>(candidates: readonly Candidate<R>[], need: number): Priced<R> | null {
  let best: Priced<R> | null = null;
  const visit = (set: readonly Candidate<R>[]): void => {
    const priced = priceOf(set, need);
    if (best && compareWithoutLacks(priced, best) >= 0) return;
    const closes = firstGap(set, priced.mask, need);
    if (closes === null) {
      if (isHoldable(set)) best = priced;
      return;
    }
    for (const candidate of candidates)
      if (closes(candidate) && isFree(set, candidate)) visit([...set, candidate]);
  };
  visit([]);
  return best;
}

type Closes = (candidate: Candidate) => boolean;

/** What has to be added first, as a test of a role: null when nothing is missing. */
function firstGap(set: readonly Candidate[], mask: number, need: number): Closes | null {
  const missing = need & ~mask;
  if (missing !== 0) return (candidate) => (candidate.mask & missing & -missing) !== 0;
  if (mask === 0) return (candidate) => candidate.mask !== 0;
  const lonely = set.find((candidate) => !hasWhatItRequires(set, candidate));
  if (lonely) return (candidate) => lonely.role.requires.includes(candidate.role.key);
  const loose = unsupported(set);
  if (loose.length > 0) return ({ role }) => loose.some((other) => role.requires.includes(other.role.key));
  return set.some((candidate) => candidate.here) ? null : (candidate) => candidate.here;
}

function isFree(set: readonly Candidate[], candidate: Candidate): boolean {
  return set.every(
    (other) =>
      other.role.key !== candidate.role.key && (other.slot === null || other.slot !== candidate.slot),
  );
}

/** A set that is still being built lacks something by nature; only what it already costs counts. */
function compareWithoutLacks(a: Priced, b: Priced): number {
  return comparePriced({ ...a, cost: [0, a.cost[1], a.cost[2], a.cost[3], a.cost[4]] }, b);
}

function toCandidates<R extends RoleOffer>(
  candidates: readonly Candidate<R>[],
  found: Priced<R>,
): Candidate<R>[] {
  return candidates.filter((candidate) => found.roles.includes(candidate.role));
}

function toRoleSet<R extends RoleOffer>(priced: Priced<R>, need: number): RoleSet<R> {
  return {
    roles: priced.roles,
    capabilities: fromMask(priced.mask),
    adds: fromMask(priced.mask & ~need),
    lacks: fromMask(need & ~priced.mask),
    unverified: priced.roles.some((role) => !role.verified),
  };
}
