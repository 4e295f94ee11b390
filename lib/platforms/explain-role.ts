import {
  CAPABILITY_NOUNS,
  CAPABILITY_VERBS,
  type Capability,
  fromMask,
  toMask,
} from "@/lib/platforms/capabilities";
import { comparePriced, type Priced, priceOf } from "@/lib/platforms/role-cost";
import { candidatesFor, isHoldable, type Offer, type RoleOffer } from "@/lib/platforms/role-offer";
import type { RoleSet, SmallestRole } from "@/lib/platforms/smallest-role";

const list = new Intl.ListFormat("en-GB", { style: "long", type: "conjunction" });

/**
 * The sentence beside the smallest role: what it is the smallest for, what it brings along, and what the next one
 * up would add. "Standard is the smallest role that can publish; Admin would add user management and ownership."
 */
export function explainSmallest(
  result: SmallestRole,
  offer: Offer,
  assetType: string,
  needed: readonly Capability[],
): string {
  const work = verbs(needed);
  if (result.kind === "none") return explainNone(result.nearest, work, assetType);
  const what = result.roles.length === 1 ? "role" : "set of roles";
  const along = result.adds.length > 0 ? `, though it also brings ${nouns(result.adds)}` : "";
  const next = nextUp(result, offer, assetType, needed);
  const more = next ? `; ${next.name} would add ${nouns(next.adds)}` : "";
  return `${roleNames(result.roles, assetType)} is the smallest ${what} that can ${work}${along}${more}.`;
}

/** How asked (or held) roles compare with the smallest: `above` when they can do anything that the smallest cannot. */
export type RoleComparison = {
  readonly above: boolean;
  readonly adds: readonly Capability[];
  readonly lacks: readonly Capability[];
};

/** Compares what two sets of roles can do; which roles they are made of does not matter. */
export function compareRoles(
  asked: readonly Pick<RoleOffer, "capabilities">[],
  smallest: readonly Pick<RoleOffer, "capabilities">[],
): RoleComparison {
  const has = toMask(asked.flatMap((role) => role.capabilities));
  const enough = toMask(smallest.flatMap((role) => role.capabilities));
  const adds = fromMask(has & ~enough);
  return { above: adds.length > 0, adds, lacks: fromMask(enough & ~has) };
}

/** The comparison as a sentence: "Admin adds user management to what Standard can do." */
export function explainComparison(
  asked: readonly RoleOffer[],
  smallest: readonly RoleOffer[],
  comparison: RoleComparison = compareRoles(asked, smallest),
): string {
  const name = roleNames(asked);
  const other = roleNames(smallest);
  const { adds, lacks } = comparison;
  if (adds.length > 0 && lacks.length > 0)
    return `${name} adds ${nouns(adds)} to what ${other} can do, and lacks ${nouns(lacks)}.`;
  if (adds.length > 0) return `${name} adds ${nouns(adds)} to what ${other} can do.`;
  if (lacks.length > 0) return `${name} lacks ${nouns(lacks)}, which ${other} has.`;
  return name === other
    ? `${name} is the smallest that does the work.`
    : `${name} can do the same as ${other}.`;
}

/**
 * The names of roles that are held together, those on the asset itself first where its type is given:
 * "Container: Publish with Account: User".
 */
export function roleNames(roles: readonly Pick<RoleOffer, "name" | "heldOn">[], assetType?: string): string {
  const here = roles.filter((role) => assetType === undefined || role.heldOn.includes(assetType));
  return [...here, ...roles.filter((role) => !here.includes(role))].map((role) => role.name).join(" with ");
}

function explainNone(nearest: readonly RoleSet[], work: string, assetType: string): string {
  const [first, ...others] = nearest;
  if (!first) return `No role on this kind of asset can ${work}, and none comes near.`;
  const also =
    others.length > 0
      ? ` Next come ${list.format(others.map((set) => roleNames(set.roles, assetType)))}.`
      : "";
  const adds = first.adds.length > 0 ? ` and would add ${nouns(first.adds)}` : "";
  return `No role on this kind of asset can ${work}. The nearest is ${roleNames(first.roles, assetType)}, which lacks ${nouns(first.lacks)}${adds}.${also}`;
}

/** The smallest other role on the asset that does the work too, and can do more than the smallest set. */
function nextUp(
  smallest: RoleSet,
  offer: Offer,
  assetType: string,
  needed: readonly Capability[],
): { name: string; adds: Capability[] } | null {
  const need = toMask(needed);
  const candidates = candidatesFor(offer, assetType);
  const chosen = candidates.filter(({ role }) => smallest.roles.some((other) => other.key === role.key));
  const enough = toMask(smallest.capabilities);
  let best: { name: string; priced: Priced } | null = null;
  for (const candidate of candidates) {
    if (!candidate.here || chosen.includes(candidate)) continue;
    const kept = chosen.filter(
      (other) => !(other.here || (other.slot !== null && other.slot === candidate.slot)),
    );
    const set = [candidate, ...kept.filter((other) => candidate.role.requires.includes(other.role.key))];
    const priced = priceOf(set, need);
    if (priced.cost[0] > 0 || (priced.mask & ~enough) === 0 || !isHoldable(set)) continue;
    if (!best || comparePriced(priced, best.priced) < 0) best = { name: candidate.role.name, priced };
  }
  return best && { name: best.name, adds: fromMask(best.priced.mask & ~enough) };
}

function nouns(capabilities: readonly Capability[]): string {
  return list.format(capabilities.map((capability) => CAPABILITY_NOUNS[capability]));
}

/** What the work needs, without looking, which goes without saying next to anything else. */
function verbs(needed: readonly Capability[]): string {
  const said = needed.filter((capability) => capability !== "view" || needed.length === 1);
  return (
    list.format(fromMask(toMask(said)).map((capability) => CAPABILITY_VERBS[capability])) || "be held at all"
  );
}
