import { endAfterChange } from "@/lib/accounts/end-after-change";
import { noticeOfApp } from "@/lib/accounts/factor-notices";
import { tellHolder } from "@/lib/accounts/notices";
import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db";
import type { Job } from "@/lib/jobs";

/** How long a new authenticator app waits for each of its next steps (SEC-34). */
export const TOTP_MINUTES = 15;

export type BegunTotp = { id: string; accountId: string; name: string; secret: Uint8Array };

/** An app of the account that was begun and still waits for its first code, locked; null when there is none. */
export async function lockBegunTotp(tx: Tx, totpId: string, accountId: string): Promise<BegunTotp | null> {
  const rows = await tx.$queryRaw<BegunTotp[]>`
    SELECT id, "accountId", name, secret FROM "Totp"
    WHERE id = ${totpId}::uuid AND "accountId" = ${accountId}::uuid AND "activeAt" IS NULL AND "removedAt" IS NULL
      AND "lastStep" = 0 AND "expiresAt" > now()
    FOR UPDATE`;
  return rows[0] ?? null;
}

/**
 * Sets the app to work whose first code was right; the one before it, if any, is replaced (an account has one), and
 * what was begun with it ends. Gives the jobs that tell its holder, and the app for the audit log; null when none
 * waits.
 */
export async function activateTotp(
  tx: Tx,
  actor: Actor,
  accountId: string,
  now: Date,
): Promise<{ name: string; replaced: string | null; jobs: Job[] } | null> {
  const waiting = await tx.totp.findFirst({
    where: { accountId, activeAt: null, removedAt: null, lastStep: { gt: 0 }, expiresAt: { gt: now } },
    select: { id: true, name: true },
  });
  if (!waiting) return null;
  const [former] = await tx.totp.updateManyAndReturn({
    where: { accountId, activeAt: { not: null }, removedAt: null },
    data: { removedAt: now },
    select: { name: true },
  });
  if (former) await endAfterChange(tx, actor, { reason: "the authenticator app was replaced" });
  await tx.totp.update({ where: { id: waiting.id }, data: { activeAt: now } });
  const jobs = await tellHolder(tx, accountId, noticeOfApp("added", waiting, now, actor.ip, former?.name));
  return { name: waiting.name, replaced: former?.name ?? null, jobs };
}
