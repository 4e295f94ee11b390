import { compareRoles } from "@/lib/platforms/explain-role";
import { needsVerifiedRemoval } from "@/lib/platforms/role-risk";
import { type Choice, chooseRoles, type RoleRow } from "@/lib/requests/rules/choose-roles";

type Asked = { smallest: readonly RoleRow[]; asked: readonly RoleRow[] };

/**
 * The roles that a decision gives on an item where they are privileged: they administer, bill, reach personal data, or
 * can do more than the smallest role for the work. Null where they are not, or where nothing can be given; so the
 * ordinary approval asks for no proof (SEC-05).
 */
export function privilegedRoles(choice: Choice, item: Asked): readonly RoleRow[] | null {
  const chosen = chooseRoles(choice, item);
  if (!chosen.ok) return null;
  const can = chosen.roles.flatMap((role) => role.capabilities);
  const privileged = needsVerifiedRemoval(can) || compareRoles(chosen.roles, item.smallest).above;
  return privileged ? chosen.roles : null;
}
