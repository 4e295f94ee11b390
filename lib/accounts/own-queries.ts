import { passkeyName } from "@/lib/accounts/rules";
import { type Actor, requirePermission } from "@/lib/auth/actor";
import { strictestPolicy, withinLimits } from "@/lib/auth/live-session";
import type { Policy } from "@/lib/auth/standing";
import { db } from "@/lib/db";
import { notFound } from "@/lib/errors";

export type OwnPasskey = {
  id: string;
  name: string;
  /** Found without a user name; the others are security keys, second factors after a password. */
  discoverable: boolean;
  /** Copied between devices by its keeper, else bound to one device. */
  synced: boolean;
  transports: string[];
  /** The present session began with it. */
  current: boolean;
  createdAt: Date;
  lastUsedAt: Date | null;
};

export type OwnFactors = {
  policy: Policy;
  app: { id: string; name: string; createdAt: Date; lastUsedAt: Date | null } | null;
  passwordChangedAt: Date | null;
  codesLeft: number;
  codesMadeAt: Date | null;
  /** A set was made and not typed back: it does not count. */
  codesWait: boolean;
  federated: number;
  email: string | null;
  noticeEmail: string | null;
};

export type OwnSession = {
  id: string;
  current: boolean;
  /** "Chrome on macOS" */
  device: string;
  /** The methods as people call them: "passkey", "authenticator app". */
  how: string[];
  ip: string | null;
  startedAt: Date;
  lastSeenAt: Date;
};

/** One's own passkeys and security keys, oldest first. */
export async function listOwnPasskeys(actor: Actor): Promise<OwnPasskey[]> {
  const accountId = ownAccount(actor, "factors.read");
  const session = actor.sessionId
    ? await db.session.findUnique({ where: { id: actor.sessionId }, select: { passkeyId: true } })
    : null;
  const rows = await db.passkey.findMany({
    where: { accountId, removedAt: null },
    orderBy: { createdAt: "asc" },
    select: {
      id: true,
      name: true,
      discoverable: true,
      backupEligible: true,
      transports: true,
      createdAt: true,
      lastUsedAt: true,
    },
  });
  return rows.map(({ backupEligible, ...row }) => ({
    ...row,
    synced: backupEligible,
    current: row.id === session?.passkeyId,
  }));
}

/** What one signs in with besides passkeys, where notices go, and what the policy of one's roles asks for. */
export async function getOwnFactors(actor: Actor): Promise<OwnFactors> {
  const accountId = ownAccount(actor, "factors.read");
  const [policy] = await db.$queryRaw<Policy[]>`
    SELECT policy.* FROM "Account" a ${strictestPolicy} WHERE a.id = ${accountId}::uuid`;
  const account = await db.account.findUniqueOrThrow({
    where: { id: accountId },
    select: {
      noticeEmail: true,
      person: { select: { email: true } },
      contact: { select: { email: true } },
      password: { select: { changedAt: true } },
      totps: {
        where: { activeAt: { not: null }, removedAt: null },
        select: { id: true, name: true, createdAt: true, lastUsedAt: true },
      },
      recoveryCodes: {
        where: { usedAt: null, voidedAt: null },
        select: { createdAt: true, confirmedAt: true },
      },
      _count: { select: { federated: { where: { removedAt: null } } } },
    },
  });
  if (!policy) throw notFound();
  const codes = account.recoveryCodes.filter(({ confirmedAt }) => confirmedAt);
  return {
    policy,
    app: account.totps[0] ?? null,
    passwordChangedAt: account.password?.changedAt ?? null,
    codesLeft: codes.length,
    codesMadeAt: codes[0]?.createdAt ?? null,
    codesWait: account.recoveryCodes.length > codes.length,
    federated: account._count.federated,
    email: account.person?.email ?? account.contact?.email ?? null,
    noticeEmail: account.noticeEmail,
  };
}

/** One's own living sessions, the present one first. */
export async function listOwnSessions(actor: Actor): Promise<OwnSession[]> {
  const rows = await db.$queryRaw<(Omit<OwnSession, "device"> & { userAgent: string | null })[]>`
    SELECT s.id, s.id = ${actor.sessionId}::uuid AS current, s."userAgent", s.amr AS how, s.ip,
      s."authAt" AS "startedAt", s."lastSeenAt"
    FROM "Session" s JOIN "Account" a ON a.id = s."accountId" AND a."sessionEpoch" = s.epoch
    ${strictestPolicy}
    WHERE s."accountId" = ${ownAccount(actor)}::uuid AND ${withinLimits}
    ORDER BY current DESC, s."lastSeenAt" DESC`;
  return rows.map(({ userAgent, ...row }) => ({ ...row, device: passkeyName(userAgent) }));
}

/** What a browser needs to know of the account to make another passkey for it. For the route that does so. */
export async function getForNewPasskey(actor: Actor) {
  const account = await db.account.findUniqueOrThrow({
    where: { id: ownAccount(actor, "factors.read") },
    select: {
      id: true,
      userHandle: true,
      person: { select: { name: true, email: true } },
      contact: { select: { name: true, email: true } },
      passkeys: { where: { removedAt: null }, select: { credentialId: true, transports: true } },
    },
  });
  const { name, email } = account.person ?? account.contact ?? { name: actor.name, email: null };
  return {
    accountId: account.id,
    userHandle: account.userHandle,
    name,
    email: email ?? name,
    exclude: account.passkeys.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
  };
}

/** Never "all": without an account of one's own there is nothing (SEC-61). */
function ownAccount(actor: Actor, permission: "own.read" | "factors.read" = "own.read"): string {
  requirePermission(actor, permission);
  if (!actor.accountId) throw notFound();
  return actor.accountId;
}
