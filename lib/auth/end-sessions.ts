import type { Tx } from "@/lib/db";

/** Whose ways in end: people of the studio, or clients' contacts. */
type Holders = { personIds: readonly string[] } | { contactIds: readonly string[] };

/**
 * Ends every way in of these people or contacts at once, however many, inside the caller's transaction (SEC-08):
 * sessions with the proofs given in them, half-done sign-ins, and invitations that nobody has used yet. The raised
 * epoch also ends a session that is being begun in this moment. Gives back how many sessions were alive.
 */
export async function endSessionsOf(tx: Tx, holders: Holders, reason: string): Promise<number> {
  const people = "personIds" in holders ? [...holders.personIds] : [];
  const contacts = "contactIds" in holders ? [...holders.contactIds] : [];
  if (people.length + contacts.length === 0) return 0;
  await tx.$executeRaw`
    UPDATE "Account" SET "sessionEpoch" = "sessionEpoch" + 1, "updatedAt" = now()
    WHERE "personId" = ANY(${people}::uuid[]) OR "contactId" = ANY(${contacts}::uuid[])`;
  const ended = await tx.$executeRaw`
    UPDATE "Session" s SET "revokedAt" = now(), "revokedReason" = ${reason}
    FROM "Account" a
    WHERE a.id = s."accountId" AND s."revokedAt" IS NULL
      AND (a."personId" = ANY(${people}::uuid[]) OR a."contactId" = ANY(${contacts}::uuid[]))`;
  await tx.$executeRaw`
    DELETE FROM "StepUp" u USING "Session" s, "Account" a
    WHERE s.id = u."sessionId" AND a.id = s."accountId" AND u."consumedAt" IS NULL
      AND (a."personId" = ANY(${people}::uuid[]) OR a."contactId" = ANY(${contacts}::uuid[]))`;
  await tx.$executeRaw`
    DELETE FROM "PendingSignIn" p USING "Account" a
    WHERE a.id = p."accountId"
      AND (a."personId" = ANY(${people}::uuid[]) OR a."contactId" = ANY(${contacts}::uuid[]))`;
  await tx.$executeRaw`
    UPDATE "OneTimeLink" SET "withdrawnAt" = now()
    WHERE ("personId" = ANY(${people}::uuid[]) OR "contactId" = ANY(${contacts}::uuid[]))
      AND "consumedAt" IS NULL AND "withdrawnAt" IS NULL`;
  return ended;
}
