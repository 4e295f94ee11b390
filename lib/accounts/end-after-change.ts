import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db";

type Ending = { reason: string; passkeyId?: string };

/**
 * Ends what was begun with the factors that the actor had before: the account's half-done sign-ins and its other
 * sessions (ASVS 7.4.3), and every session that began with the passkey that is gone, also the one that asks. Gives
 * how many sessions ended. Half-done ones come first: a session that one of them is becoming at this moment is then
 * seen and ended too.
 */
export async function endAfterChange(tx: Tx, actor: Actor, { reason, passkeyId }: Ending): Promise<number> {
  await tx.$executeRaw`DELETE FROM "PendingSignIn" WHERE "accountId" = ${actor.accountId}::uuid`;
  return tx.$executeRaw`
    UPDATE "Session" SET "revokedAt" = now(), "revokedReason" = ${reason}
    WHERE "accountId" = ${actor.accountId}::uuid AND "revokedAt" IS NULL
      AND (id IS DISTINCT FROM ${actor.sessionId}::uuid OR "passkeyId" = ${passkeyId ?? null}::uuid)`;
}
