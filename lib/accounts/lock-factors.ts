import type { Factors } from "@/lib/accounts/factor-rules";
import type { Actor } from "@/lib/auth/actor";
import { strictestPolicy } from "@/lib/auth/live-session";
import type { Policy } from "@/lib/auth/standing";
import type { Tx } from "@/lib/db";

export type LockedFactors = {
  accountId: string;
  /** What the roles ask for, of the ways that are open to this account: none through an issuer that nobody believes. */
  policy: Policy;
  factors: Factors;
  keys: { id: string; name: string; bound: boolean; discoverable: boolean }[];
  apps: { id: string; name: string }[];
};

/**
 * The actor's own account, locked, with its factors and what its roles ask for. Every command that takes a factor
 * away comes through here: of two at once the second sees what the first has left. Null for who has no account.
 */
export async function lockFactors(
  tx: Tx,
  actor: Actor,
  /** A company sign-in that is taken off: what stands here is what is left without it. */
  withoutIdentityId: string | null = null,
): Promise<LockedFactors | null> {
  const { accountId } = actor;
  if (!accountId) return null;
  const [policy] = await tx.$queryRaw<Policy[]>`
    SELECT policy.* FROM "Account" a ${strictestPolicy} WHERE a.id = ${accountId}::uuid FOR UPDATE OF a`;
  if (!policy) return null;
  const living = { accountId, removedAt: null };
  const passkeys = await tx.passkey.findMany({
    where: living,
    select: { id: true, name: true, backupEligible: true, discoverable: true },
  });
  const keys = passkeys.map(({ backupEligible, ...key }) => ({ ...key, bound: !backupEligible }));
  const apps = await tx.totp.findMany({
    where: { ...living, activeAt: { not: null } },
    select: { id: true, name: true },
  });
  const password = (await tx.password.count({ where: { accountId } })) > 0;
  const issuers = await tx.federatedIdentity.findMany({
    where: {
      ...living,
      provider: { endedAt: null },
      ...(withoutIdentityId ? { id: { not: withoutIdentityId } } : {}),
    },
    select: { provider: { select: { believedAmr: true, believedAcr: true } } },
  });
  const believed = issuers.some(
    ({ provider }) => provider.believedAmr.length + provider.believedAcr.length > 0,
  );
  const factors = { keys, apps, password, federated: issuers.length };
  return { accountId, policy: believed ? policy : withoutBelief(policy), keys, apps, factors };
}

/** What an issuer's own second factor is worth to somebody of whose issuers none is believed: no way in. */
const withoutBelief = (policy: Policy): Policy => ({
  ...policy,
  ways: policy.ways.filter((way) => way !== "federated_mfa"),
});
