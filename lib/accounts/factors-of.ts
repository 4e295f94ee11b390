import { type Held, type Issuers, strictestOf, suffices } from "@/lib/accounts/policy-rules";
import type { Policy } from "@/lib/auth/standing";
import { Prisma, type Tx } from "@/lib/db";
import type { Role } from "@/prisma/generated/enums";

/** What an account (`a`) has to sign in with, as columns of a statement that reads accounts. */
export const factorColumns = Prisma.sql`
  (SELECT coalesce(jsonb_agg(jsonb_build_object(
      'id', k.id, 'bound', NOT k."backupEligible", 'discoverable', k.discoverable)), '[]')
    FROM "Passkey" k WHERE k."accountId" = a.id AND k."removedAt" IS NULL) AS keys,
  EXISTS (SELECT 1 FROM "Password" w WHERE w."accountId" = a.id) AS password,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id)), '[]') FROM "Totp" t
    WHERE t."accountId" = a.id AND t."activeAt" IS NOT NULL AND t."removedAt" IS NULL) AS apps,
  (SELECT count(*)::int FROM "FederatedIdentity" f JOIN "IdentityProvider" i ON i.id = f."providerId"
    WHERE f."accountId" = a.id AND f."removedAt" IS NULL AND i."endedAt" IS NULL) AS federated,
  EXISTS (SELECT 1 FROM "FederatedIdentity" f JOIN "IdentityProvider" i ON i.id = f."providerId"
    WHERE f."accountId" = a.id AND f."removedAt" IS NULL AND i."endedAt" IS NULL
      AND cardinality(i."believedAmr") + cardinality(i."believedAcr") > 0) AS believed`;

export type Holder = Held & { accountId: string; name: string; roles: Role[] };

/** Everybody who can sign in now, with what they have for it, by name; none that is for emergencies: no policy is for it. */
export function factorsOfEverybody(tx: Tx): Promise<Holder[]> {
  return tx.$queryRaw<Holder[]>`
    SELECT a.id AS "accountId", coalesce(p.name, c.name) AS name, a.roles::text[] AS roles, ${factorColumns}
    FROM "Account" a
    LEFT JOIN "Person" p ON p.id = a."personId"
    LEFT JOIN "ClientContact" c ON c.id = a."contactId"
    WHERE a."breakGlassAt" IS NULL AND a."disabledAt" IS NULL AND coalesce(p."endedAt", c."endedAt") IS NULL
      AND (p."accessEndsAt" IS NULL OR p."accessEndsAt" > now())
    ORDER BY name, a.id`;
}

export type Policies = ReadonlyMap<Role, Policy>;

/** The policy of each role. */
export async function policiesOf(tx: Tx): Promise<Policies> {
  const rows = await tx.signInPolicy.findMany();
  return new Map(rows.map(({ role, updatedAt: _at, updatedById: _by, ...policy }) => [role, policy]));
}

/** Whether a company sign-in is possible at all, and whether one's own second factor is believed. */
export async function readIssuers(tx: Tx): Promise<Issuers> {
  const live = await tx.identityProvider.findMany({
    where: { endedAt: null },
    select: { believedAmr: true, believedAcr: true },
  });
  return {
    some: live.length > 0,
    believed: live.some(({ believedAmr, believedAcr }) => believedAmr.length + believedAcr.length > 0),
  };
}

/** What all roles of somebody ask of them together. */
export function policyFor(roles: readonly Role[], policies: Policies): Policy {
  const [first, ...others] = roles.flatMap((role) => policies.get(role) ?? []);
  if (!first) throw new Error("An account has no role that has a policy.");
  return strictestOf([first, ...others]);
}

/** Of these people those who could not sign in at full strength with what they have now. */
export const caughtBy = (holders: readonly Holder[], policies: Policies): Holder[] =>
  holders.filter((holder) => !suffices(holder, policyFor(holder.roles, policies)));
