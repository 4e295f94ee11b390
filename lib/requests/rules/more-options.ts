import { compareRoles } from "@/lib/platforms/explain-role";
import { type Candidate, candidatesFor, type Offer } from "@/lib/platforms/role-offer";
import { canHoldTogether, type RoleRow } from "@/lib/requests/rules/choose-roles";

/**
 * The sets of roles that can be asked for beyond the smallest on an asset, from the lowest rank up: each role on
 * the asset that adds something, with what it requires, and with what is left of the smallest where roles combine.
 * Every one of them does the work.
 */
export function moreOptions(
  offer: Offer<RoleRow>,
  assetType: string,
  smallest: readonly RoleRow[],
): (readonly RoleRow[])[] {
  const candidates = candidatesFor(offer, assetType);
  const base = candidates.filter(({ role }) => smallest.some((each) => each.id === role.id));
  const options = candidates
    .filter((candidate) => candidate.here && !base.includes(candidate))
    .toSorted((a, b) => a.role.rank - b.role.rank)
    .flatMap((candidate) => {
      const found = setsWith(candidate, base, candidates).find((set) =>
        fits(set, offer, assetType, smallest),
      );
      return found ? [found] : [];
    });
  return [...new Map(options.map((set) => [keyOf(set), set])).values()];
}

/** Ways to hold a role, the one with the fewest others first. */
function setsWith(
  candidate: Candidate<RoleRow>,
  base: readonly Candidate<RoleRow>[],
  all: readonly Candidate<RoleRow>[],
): RoleRow[][] {
  const kept = base.filter((other) => other.slot === null || other.slot !== candidate.slot);
  const required = all.filter((other) => candidate.role.requires.includes(other.role.key));
  const roles = (...sets: Candidate<RoleRow>[][]) => [...new Set(sets.flat().map(({ role }) => role))];
  return [
    roles([candidate]),
    ...required.map((one) => roles([candidate], [one])),
    roles([candidate], kept),
    ...required.map((one) =>
      roles(
        [candidate],
        kept.filter((other) => other.slot !== one.slot),
        [one],
      ),
    ),
  ];
}

function fits(
  set: readonly RoleRow[],
  offer: Offer<RoleRow>,
  assetType: string,
  smallest: readonly RoleRow[],
): boolean {
  const { adds, lacks } = compareRoles(set, smallest);
  return (
    adds.length > 0 &&
    lacks.length === 0 &&
    canHoldTogether(
      offer,
      assetType,
      set.map((role) => role.id),
    )
  );
}

const keyOf = (set: readonly RoleRow[]): string =>
  set
    .map((role) => role.key)
    .toSorted()
    .join(" ");
