import type { Capability } from "@/lib/platforms/capabilities";
import type { PlatformCategory } from "@/lib/platforms/catalogue-schema";
import { compareRoles, explainSmallest, roleNames } from "@/lib/platforms/explain-role";
import type { Offer, RoleOffer } from "@/lib/platforms/role-offer";
import { type RoleSet, type SmallestRole, smallestRole } from "@/lib/platforms/smallest-role";
import { capabilitiesFor, type WorkKey } from "@/lib/platforms/work";
import { lastDayInWords, nounsOf } from "@/lib/requests/rules/words";

/** What somebody can do on an asset today: by a role on it, or through something above it. */
export type Held = {
  grantId: string;
  roleId: string;
  roleName: string;
  capabilities: readonly Capability[];
  /** The role is held on the asset itself. */
  direct: boolean;
  /** The names of the assets through which it is reached, from the top; empty when direct. */
  path: readonly string[];
  endsAt: Date | null;
};

/** An asset as the weighing needs it. */
export type AssetToWeigh<R extends RoleOffer = RoleOffer> = {
  type: string;
  category: PlatformCategory;
  offer: Offer<R>;
};

/** What the work needs on one asset, and the smallest roles for it. */
export type Weighed<R extends RoleOffer = RoleOffer> = {
  needs: Capability[];
  smallest: SmallestRole<R>;
  sentence: string;
};

/** The smallest roles that do the work on an asset, with the sentence that explains them. */
export function weighAsset<R extends RoleOffer>(
  asset: AssetToWeigh<R>,
  work: readonly WorkKey[],
): Weighed<R> {
  const needs = capabilitiesFor(work, asset.category);
  const smallest = smallestRole(asset.offer, asset.type, needs);
  return { needs, smallest, sentence: explainSmallest(smallest, asset.offer, asset.type, needs) };
}

/**
 * What somebody holds already that can do all of this, in words; null when nothing does. Together what they hold
 * may be enough although no single role is. Roles on the asset itself are named first.
 */
export function alreadyHeld(held: readonly Held[], needs: readonly Capability[]): string | null {
  const direct = held.filter((each) => each.direct);
  const enough = covers(direct, needs) ? direct : covers(held, needs) ? held : null;
  if (!enough) return null;
  return enough.map(heldInWords).join("; ");
}

/** One holding in words: "Standard until 31 December 2026", "Admin through Studio manager account". */
export function heldInWords({ roleName, path, endsAt }: Held): string {
  const through = path.length > 0 ? ` through ${path.join(", ")}` : "";
  return `${roleName}${through}${endsAt ? ` until ${lastDayInWords(endsAt)}` : ""}`;
}

/** Whether what is held can do everything that is needed. Needing nothing is covered by holding anything. */
export function covers(held: readonly Pick<Held, "capabilities">[], needs: readonly Capability[]): boolean {
  return held.length > 0 && needs.every((need) => held.some((each) => each.capabilities.includes(need)));
}

/**
 * What somebody would lose: where a platform knows one role for each person, a new role takes the old one's place.
 * A sentence, or null when nothing is lost.
 */
export function lostInChange(
  held: readonly Held[],
  roles: readonly Pick<RoleOffer, "name" | "heldOn" | "capabilities">[],
  combine: "one" | "set",
): string | null {
  const direct = held.filter((each) => each.direct);
  if (combine === "set" || direct.length === 0) return null;
  const { adds } = compareRoles(direct, roles);
  if (adds.length === 0) return null;
  const old = direct.map((each) => each.roleName).join(" and ");
  return `${roleNames(roles)} takes the place of ${old}, and with it goes ${nounsOf(adds)}.`;
}

/** A set of roles that the form offers when no role fits, as a sentence: what it lacks and what it adds. */
export function nearestInWords(set: RoleSet, assetType: string): string {
  const adds = set.adds.length > 0 ? ` and adds ${nounsOf(set.adds)}` : "";
  return `${roleNames(set.roles, assetType)} lacks ${nounsOf(set.lacks)}${adds}`;
}
