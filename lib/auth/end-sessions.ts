import type { Tx } from "@/lib/db";

/** Whose ways in end: people of the studio, or clients' contacts. */
type Holders = { personIds: readonly string[] } | { contactIds: readonly string[] };

/**
 * Ends every way in of these people or contacts at once, however many, inside the caller's transaction (SEC-08): what
 * `endSessionsOfAccounts` ends, and invitations that nobody has used yet. Gives back how many sessions were alive.
 */
export async function endSessionsOf(tx: Tx, holders: Holders, reason: string): Promise<number> {
  const people = "personIds" in holders ? [...holders.personIds] : [];
  const contacts = "contactIds" in holders ? [...holders.contactIds] : [];
  if (people.length + contacts.length === 0) return 0;
  await tx.$executeRaw`
    UPDATE "OneTimeLink" SET "withdrawnAt" = now()
    WHERE ("personId" = ANY(${people}::uuid[]) OR "contactId" = ANY(${contacts}::uuid[]))
      AND "consumedAt" IS NULL AND "withdrawnAt" IS NULL`;
  const accounts = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Account"
    WHERE "personId" = ANY(${people}::uuid[]) OR "contactId" = ANY(${contacts}::uuid[])
    ORDER BY id FOR UPDATE`;
  const ids = accounts.map(({ id }) => id);
  return endSessionsOfAccounts(tx, ids, reason);
}

/**
 * Ends whatever is signed in, half signed in or about to be confirmed for these accounts: sessions with the proofs
 * given in them, half-done sign-ins, and WebAuthn challenges. The raised epoch also ends a session that is being begun
 * in this moment. Gives back how many sessions were alive.
 */
export async function endSessionsOfAccounts(
  tx: Tx,
  accountIds: readonly string[],
  reason: string,
): Promise<number> {
  if (accountIds.length === 0) return 0;
  const ids = [...accountIds];
  await tx.$executeRaw`
    UPDATE "Account" SET "sessionEpoch" = "sessionEpoch" + 1, "updatedAt" = now() WHERE id = ANY(${ids}::uuid[])`;
  await tx.$executeRaw`
    UPDATE "AuthChallenge" SET "consumedAt" = now() WHERE "consumedAt" IS NULL AND "expiresAt" > now()
      AND ("accountId" = ANY(${ids}::uuid[])
        OR "pendingId" IN (SELECT id FROM "PendingSignIn" WHERE "accountId" = ANY(${ids}::uuid[]))
        OR "stepUpId" IN (SELECT u.id FROM "StepUp" u JOIN "Session" s ON s.id = u."sessionId"
          WHERE s."accountId" = ANY(${ids}::uuid[])))`;
  await tx.$executeRaw`
    DELETE FROM "StepUp" u USING "Session" s
    WHERE s.id = u."sessionId" AND s."accountId" = ANY(${ids}::uuid[]) AND u."consumedAt" IS NULL`;
  await tx.$executeRaw`DELETE FROM "PendingSignIn" WHERE "accountId" = ANY(${ids}::uuid[])`;
  return tx.$executeRaw`
    UPDATE "Session" SET "revokedAt" = now(), "revokedReason" = ${reason}
    WHERE "accountId" = ANY(${ids}::uuid[]) AND "revokedAt" IS NULL AND "idleExpiresAt" > now()
      AND "absoluteExpiresAt" > now()`;
}
