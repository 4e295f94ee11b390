import { type Policies, policiesOf, policyFor } from "@/lib/accounts/factors-of";
import { rolesInWords } from "@/lib/accounts/rules";
import type { Tx } from "@/lib/db";
import { conflict } from "@/lib/errors";
import type { Role } from "@/prisma/generated/enums";

/** Whether somebody with these roles could sign in at all: some way has to count for each of them. Pure. */
export const haveWayInCommon = (roles: readonly Role[], policies: Policies): boolean =>
  policyFor(roles, policies).ways.length > 0;

/**
 * Raises conflict where no way would count for all of the roles that somebody is about to have. The policies are locked
 * against a change that looks at everybody's roles in the same moment (`accounts.change-policy`).
 */
export async function requireWayInCommon(tx: Tx, name: string, roles: readonly Role[]): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM "SignInPolicy" WHERE role = ANY(${[...roles]}::"Role"[]) ORDER BY role FOR SHARE`;
  if (haveWayInCommon(roles, await policiesOf(tx))) return;
  throw conflict(
    `${name} would be ${rolesInWords(roles)}, and no way to sign in counts for all of these roles. Leave one out, or change the sign-in policy first.`,
  );
}
