import { CAPABILITIES, type Capability } from "@/lib/platforms/capabilities";
import type { Candidate, RoleOffer } from "@/lib/platforms/role-offer";

/**
 * What one capability beyond the work weighs. Each class outweighs all lighter ones together, so that ownership,
 * then user management, billing and personal data are worse than any number of harmless extras, and acting in
 * public or with money (publish, spend) is worse than seeing and editing.
 */
const WEIGHTS: Readonly<Record<Capability, number>> = {
  view: 1,
  report: 1,
  edit: 1,
  publish: 4,
  spend: 4,
  export_personal_data: 12,
  billing: 24,
  manage_users: 48,
  own: 96,
};

const WEIGHT_OF_MASK: readonly number[] = Array.from({ length: 1 << CAPABILITIES.length }, (_, mask) =>
  CAPABILITIES.reduce((sum, capability, bit) => sum + ((mask >> bit) & 1 ? WEIGHTS[capability] : 0), 0),
);

/** The weight of a set of capabilities. */
export function weightOf(mask: number): number {
  return WEIGHT_OF_MASK[mask] ?? 0;
}

/** The number of capabilities in a set. */
export function sizeOf(mask: number): number {
  let size = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) size += 1;
  return size;
}

/** A set of roles with everything by which sets are compared; sorted by key, so that equal sets are equal. */
export type Priced<R extends RoleOffer = RoleOffer> = {
  readonly roles: readonly R[];
  readonly mask: number;
  readonly cost: readonly [
    lacks: number,
    surplus: number,
    capabilities: number,
    roles: number,
    ranks: number,
  ];
};

/** Prices a set against what is needed. */
export function priceOf<R extends RoleOffer>(set: readonly Candidate<R>[], needed: number): Priced<R> {
  const mask = set.reduce((sum, candidate) => sum | candidate.mask, 0);
  const roles = set.map((candidate) => candidate.role).sort((a, b) => (a.key < b.key ? -1 : 1));
  const ranks = roles.reduce((sum, role) => sum + role.rank, 0);
  return {
    roles,
    mask,
    cost: [sizeOf(needed & ~mask), weightOf(mask & ~needed), sizeOf(mask), roles.length, ranks],
  };
}

/** Below zero when `a` is the smaller set; zero only for the same set. */
export function comparePriced(a: Priced, b: Priced): number {
  for (const [index, cost] of a.cost.entries()) {
    const difference = cost - (b.cost[index] ?? 0);
    if (difference !== 0) return difference;
  }
  const keys = a.roles.map((role) => role.key).join(" ");
  const others = b.roles.map((role) => role.key).join(" ");
  return keys < others ? -1 : keys > others ? 1 : 0;
}
