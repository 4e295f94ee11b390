import type { Tx } from "@/lib/db";

/**
 * Ends every way in of these persons at once, however many, inside the caller's transaction (SEC-08): sessions,
 * half-done sign-ins, and invitations that nobody has used yet. The raised epoch also ends a session that is
 * being begun in this moment. Gives back how many sessions were alive.
 */
export async function endSessionsOf(tx: Tx, personIds: readonly string[], reason: string): Promise<number> {
  if (personIds.length === 0) return 0;
  const ids = [...personIds];
  await tx.$executeRaw`
    UPDATE "Account" SET "sessionEpoch" = "sessionEpoch" + 1, "updatedAt" = now()
    WHERE "personId" = ANY(${ids}::uuid[])`;
  const ended = await tx.$executeRaw`
    UPDATE "Session" s SET "revokedAt" = now(), "revokedReason" = ${reason}
    FROM "Account" a
    WHERE a.id = s."accountId" AND a."personId" = ANY(${ids}::uuid[]) AND s."revokedAt" IS NULL`;
  await tx.$executeRaw`
    DELETE FROM "PendingSignIn" p USING "Account" a
    WHERE a.id = p."accountId" AND a."personId" = ANY(${ids}::uuid[])`;
  await tx.$executeRaw`
    UPDATE "OneTimeLink" SET "withdrawnAt" = now()
    WHERE "personId" = ANY(${ids}::uuid[]) AND "consumedAt" IS NULL AND "withdrawnAt" IS NULL`;
  return ended;
}
