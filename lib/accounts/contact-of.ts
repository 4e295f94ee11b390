import type { Tx } from "@/lib/db";

export type ContactOf = {
  id: string;
  name: string;
  email: string;
  clientId: string;
  clientName: string;
  endedAt: Date | null;
  hasAccount: boolean;
};

/** A client's contact, locked, and whether they can sign in already; null when there is none. Ended with their client. */
export async function lockContactOf(tx: Tx, contactId: string): Promise<ContactOf | null> {
  const rows = await tx.$queryRaw<ContactOf[]>`
    SELECT c.id, c.name, c.email, c."clientId", l.name AS "clientName", coalesce(c."endedAt", l."endedAt") AS "endedAt",
      EXISTS (SELECT 1 FROM "Account" a WHERE a."contactId" = c.id) AS "hasAccount"
    FROM "ClientContact" c JOIN "Client" l ON l.id = c."clientId"
    WHERE c.id = ${contactId}::uuid FOR UPDATE OF c`;
  return rows[0] ?? null;
}
