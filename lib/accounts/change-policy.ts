import { z } from "zod";
import { factorsOfEverybody, policiesOf, readIssuers } from "@/lib/accounts/factors-of";
import { canBeMet, policyWays } from "@/lib/accounts/policy-rules";
import { roleNames, rolesInWords } from "@/lib/accounts/rules";
import { haveWayInCommon } from "@/lib/accounts/way-in-common";
import type { Policy } from "@/lib/auth/standing";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { conflict } from "@/lib/errors";
import { checkbox, wholeNumber } from "@/lib/input";
import { Role } from "@/prisma/generated/enums";

/** What counts as a sign-in for one role. */
export const policyInput = z.strictObject({
  role: z.enum(Role),
  ways: z
    .array(z.enum(policyWays), "Choose at least one way.")
    .min(1, "Choose at least one way.")
    .transform((ways) => policyWays.filter((way) => ways.includes(way))),
  idleMinutes: wholeNumber(5, 60),
  absoluteHours: wholeNumber(1, 24),
  deviceBoundOnly: checkbox(),
  passkeysRequired: wholeNumber(0, 5),
  passkeysAsked: wholeNumber(0, 5),
});

/**
 * Changes what counts as a sign-in for one role. It takes effect on the next request of every running session, which
 * is led to enrol where it no longer suffices. Whom it only catches can enrol, so they are no reason to refuse; raises
 * conflict for what nobody could ever meet, alone or together with another role of somebody.
 */
export const changePolicy = command({
  name: "accounts.change-policy",
  permission: "policy.write",
  input: policyInput,
  target: (tx, { role }) => lockPolicy(tx, role),
  allow: () => true,
  async change({ tx, actor, input, target }) {
    const { role, ...asked } = input;
    const after = { ...asked, passkeysAsked: Math.max(asked.passkeysAsked, asked.passkeysRequired) };
    if (JSON.stringify(after) === JSON.stringify(target)) return { result: null, audit: [] };
    const answer = canBeMet(after, await readIssuers(tx));
    if (answer !== true) throw conflict(answer);
    const stuck = await whoHasNoWay(tx, role, after);
    if (stuck) {
      throw conflict(
        `${stuck.name} is ${rolesInWords(stuck.roles)}, and no way would count for all of these roles. Keep one way that they share.`,
      );
    }
    await tx.signInPolicy.update({ where: { role }, data: { ...after, updatedById: actor.personId } });
    const about = { objectType: "sign-in policy", objectId: null, objectName: roleNames[role].name };
    return { result: null, audit: [{ ...about, before: target, after }] };
  },
});

/** The role's policy of this moment, locked, in the order of the input's fields. */
async function lockPolicy(tx: Tx, role: Role): Promise<Policy | null> {
  const rows = await tx.$queryRaw<Policy[]>`
    SELECT ways::text[] AS ways, "idleMinutes", "absoluteHours", "deviceBoundOnly", "passkeysRequired", "passkeysAsked"
    FROM "SignInPolicy" WHERE role = ${role}::"Role" FOR UPDATE`;
  const [policy] = rows;
  return policy ? { ...policy, ways: policyWays.filter((way) => policy.ways.includes(way)) } : null;
}

/** Somebody whose roles would have no way in common, also by an invitation that is still open. */
async function whoHasNoWay(tx: Tx, role: Role, policy: Policy) {
  const policies = new Map(await policiesOf(tx)).set(role, policy);
  const invited = await tx.$queryRaw<{ name: string; roles: Role[] }[]>`
    SELECT p.name, l.roles::text[] AS roles FROM "OneTimeLink" l JOIN "Person" p ON p.id = l."personId"
    WHERE l.kind = 'invite' AND l."consumedAt" IS NULL AND l."withdrawnAt" IS NULL AND l."expiresAt" > now()
    ORDER BY p.name, l.id`;
  const holders = [...(await factorsOfEverybody(tx)), ...invited];
  return holders.find(({ roles }) => roles.includes(role) && !haveWayInCommon(roles, policies));
}
