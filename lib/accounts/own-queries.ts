import { passkeyName } from "@/lib/accounts/rules";
import { type Actor, requirePermission } from "@/lib/auth/actor";
import { strictestPolicy, withinLimits } from "@/lib/auth/live-session";
import { db } from "@/lib/db";
import { notFound } from "@/lib/errors";

export type OwnPasskey = {
  id: string;
  name: string;
  synced: boolean;
  createdAt: Date;
  lastUsedAt: Date | null;
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

/** One's own passkeys, oldest first. `synced`: copied between devices by its keeper, else bound to one device. */
export async function listOwnPasskeys(actor: Actor): Promise<OwnPasskey[]> {
  const rows = await db.passkey.findMany({
    where: { accountId: ownAccount(actor, "factors.read"), removedAt: null },
    orderBy: { createdAt: "asc" },
    select: { id: true, name: true, backupEligible: true, createdAt: true, lastUsedAt: true },
  });
  return rows.map(({ backupEligible, ...row }) => ({ ...row, synced: backupEligible }));
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
