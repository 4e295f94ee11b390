import { roleNames } from "@/lib/platforms/explain-role";
import type { Offer, RoleOffer } from "@/lib/platforms/role-offer";
import { isAdministrator } from "@/lib/platforms/role-risk";

/** Roles as a place on their platform's ladder: steps filled, of how many, and their names. */
export type Rung = { filled: number; of: number; name: string; administrator: boolean };

/** Where roles stand on the ladder of an asset type: at the highest of them that is held on the asset itself. */
export function rungOf(offer: Offer, assetType: string, roles: readonly RoleOffer[]): Rung {
  const steps = [
    ...new Set(offer.roles.filter((role) => role.heldOn.includes(assetType)).map((role) => role.rank)),
  ].sort((a, b) => a - b);
  const here = roles.filter((role) => role.heldOn.includes(assetType));
  const highest = Math.max(0, ...(here.length > 0 ? here : roles).map((role) => role.rank));
  return {
    filled: steps.filter((rank) => rank <= highest).length,
    of: steps.length,
    name: roleNames(roles, assetType),
    administrator: roles.some((role) => isAdministrator(role.capabilities)),
  };
}
