import { compareRoles, roleNames } from "@/lib/platforms/explain-role";
import { candidatesFor, isHoldable, type Offer, type RoleOffer } from "@/lib/platforms/role-offer";
import { nounsOf } from "@/lib/requests/rules/words";
import type { RequestItemState } from "@/prisma/generated/enums";

/** A role with the row that it is. */
export type RoleRow = RoleOffer & { readonly id: string };

/** Whether a person can hold exactly these roles together on an asset of this type. */
export function canHoldTogether(
  offer: Offer<RoleRow>,
  assetType: string,
  roleIds: readonly string[],
): boolean {
  const set = candidatesFor(offer, assetType).filter(({ role }) => roleIds.includes(role.id));
  return set.length === new Set(roleIds).size && isHoldable(set);
}

/** What was asked on one asset, against the smallest: the roles, and whether they are more. */
export type AskedRoles = { ok: true; above: boolean } | { ok: false; sentence: string };

/**
 * Whether these roles can be asked for. `smallest` is null when no role does the work: then any set that can be
 * held counts as more than the smallest, because nobody has shown that it is needed.
 */
export function canAskRoles(
  asked: readonly RoleRow[],
  smallest: readonly RoleRow[] | null,
  reason: string | null,
): AskedRoles {
  if (asked.length === 0) return { ok: false, sentence: "Choose a role." };
  const comparison = smallest ? compareRoles(asked, smallest) : null;
  if (smallest && comparison && comparison.lacks.length > 0)
    return {
      ok: false,
      sentence: `${roleNames(asked)} lacks ${nounsOf(comparison.lacks)}, which the work needs. Choose a role that does the work, or change what has to be done.`,
    };
  const above = comparison ? comparison.above : true;
  if (above && !reason)
    return {
      ok: false,
      sentence: smallest
        ? `Say why ${roleNames(smallest)} is not enough: more than the smallest role needs a reason.`
        : "Say why this role helps although it does not do all of the work.",
    };
  return { ok: true, above };
}

/** How the decider chose: the smallest, what was asked, or other roles. */
export type Choice = { kind: "smallest" } | { kind: "asked" } | { kind: "roles"; roles: readonly RoleRow[] };

export type Chosen =
  | { ok: true; roles: readonly RoleRow[]; state: Extract<RequestItemState, "approved" | "lowered"> }
  | { ok: false; sentence: string };

/**
 * The roles that a decision gives, and whether that is less than was asked. Never more than was asked: who needs
 * more asks for it. `smallest` is empty when no role does the work.
 */
export function chooseRoles(
  choice: Choice,
  item: { smallest: readonly RoleRow[]; asked: readonly RoleRow[] },
): Chosen {
  const { smallest, asked } = item;
  if (choice.kind === "asked") return { ok: true, roles: asked, state: "approved" };
  const roles = choice.kind === "smallest" ? smallest : choice.roles;
  if (roles.length === 0)
    return {
      ok: false,
      sentence:
        "No role does all of this work, so there is no smallest one. Approve as asked, lower it, or reject it.",
    };
  const { adds } = compareRoles(roles, asked);
  if (adds.length > 0)
    return {
      ok: false,
      sentence: `${roleNames(roles)} adds ${nounsOf(adds)} to what was asked for. A decision gives what was asked or less.`,
    };
  return { ok: true, roles, state: sameRoles(roles, asked) ? "approved" : "lowered" };
}

function sameRoles(a: readonly RoleRow[], b: readonly RoleRow[]): boolean {
  return a.length === b.length && a.every((role) => b.some((other) => other.id === role.id));
}
