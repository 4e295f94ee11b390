import { z } from "zod";
import { tellHolder } from "@/lib/accounts/notices";
import { completePending } from "@/lib/accounts/pending-sign-in";
import { takeRecoveryCode } from "@/lib/accounts/recovery-codes";
import { aboutPending, pendingTarget } from "@/lib/accounts/second-factor";
import { command } from "@/lib/command";
import { sha256 } from "@/lib/crypto";
import type { Tx } from "@/lib/db";
import { forbidden } from "@/lib/errors";
import { line } from "@/lib/input";

const WRONG_CODE =
  "This is not one of your recovery codes that still count. Each works once, and a new set replaces the one before.";

/**
 * A recovery code in the place of the second factor (SEC-35, SEC-36): it is used up, every other session and half-done
 * sign-in of the account ends, its holder is told, and the session that follows can only enrol. Raises forbidden.
 */
export const proveRecoveryCode = command({
  name: "accounts.prove-recovery-code",
  permission: "accounts.sign-in",
  secretResult: true,
  input: z.strictObject({ token: line(200), code: line(100) }),
  target: async (tx, { token }) => {
    await lockHolder(tx, token);
    return pendingTarget(tx, token);
  },
  allow: () => true,
  async change({ tx, actor, input, target: pending, now }) {
    const taken = await takeRecoveryCode(tx, pending.accountId, input.code);
    if (!taken) throw forbidden(WRONG_CODE, aboutPending(pending, "recovery code"));
    const ended = await endOthers(tx, pending.accountId, pending.id);
    await completePending(tx, pending.id, "recovery", { method: "recovery code", factor: "recovery code" });
    const jobs = await tellHolder(tx, pending.accountId, {
      cause: `recovery code of sign-in ${pending.id}`,
      subject: "A recovery code of your Keyholder account was used",
      happened: `Somebody has signed in to your account with a recovery code; ${taken.left} of the set are left. All other sessions have ended.`,
      at: now,
      ip: actor.ip,
    });
    return {
      result: null,
      audit: [
        {
          ...aboutPending(pending),
          after: { factor: "recovery code", codesLeft: taken.left, sessionsEnded: ended },
        },
      ],
      jobs,
    };
  },
});

/**
 * Locks the account before its half-done sign-in: this one ends the others, so two that had each locked their own first
 * would wait for each other. Weaker than FOR UPDATE, so that a session that is just beginning need not wait.
 */
async function lockHolder(tx: Tx, token: string): Promise<void> {
  await tx.$queryRaw`
    SELECT a.id FROM "Account" a JOIN "PendingSignIn" s ON s."accountId" = a.id
    WHERE s."tokenHash" = ${sha256(token)} FOR NO KEY UPDATE OF a`;
}

/** Ends whatever else is signed in, half signed in or about to be; the raised epoch catches what begins right now. */
async function endOthers(tx: Tx, accountId: string, pendingId: string): Promise<number> {
  await tx.$executeRaw`
    UPDATE "Account" SET "sessionEpoch" = "sessionEpoch" + 1, "updatedAt" = now() WHERE id = ${accountId}::uuid`;
  await tx.$executeRaw`
    DELETE FROM "PendingSignIn" WHERE "accountId" = ${accountId}::uuid AND id <> ${pendingId}::uuid`;
  return tx.$executeRaw`
    UPDATE "Session" SET "revokedAt" = now(), "revokedReason" = 'a recovery code was used'
    WHERE "accountId" = ${accountId}::uuid AND "revokedAt" IS NULL`;
}
