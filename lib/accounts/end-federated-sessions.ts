import type { Tx } from "@/lib/db";

/**
 * Ends what began with a company sign-in in these accounts, in this moment: sessions, and sign-ins that are half done.
 * `except` is the session that goes on: the one in which somebody unlinks their own. Gives how many sessions ended.
 */
export async function endFederatedSessions(
  tx: Tx,
  accountIds: readonly string[],
  reason: string,
  except: string | null,
): Promise<number> {
  const ids = [...accountIds];
  await tx.$executeRaw`
    DELETE FROM "PendingSignIn" WHERE "accountId" = ANY(${ids}::uuid[]) AND "firstFactor" = 'federated'`;
  return tx.$executeRaw`
    UPDATE "Session" SET "revokedAt" = now(), "revokedReason" = ${reason}
    WHERE "accountId" = ANY(${ids}::uuid[]) AND "revokedAt" IS NULL AND id IS DISTINCT FROM ${except}::uuid
      AND way IN ('federated_key', 'federated_totp', 'federated_mfa')`;
}
