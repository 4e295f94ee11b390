import type { Tx } from "@/lib/db";

export type AccountOfAddress = {
  id: string;
  personId: string | null;
  contactId: string | null;
  personName: string;
  email: string;
  emailChangedAt: Date | null;
  disabledAt: Date | null;
  endedAt: Date | null;
  accessEndsAt: Date | null;
  /** Saved recovery codes that its holder has confirmed and that still count. */
  codes: number;
};

/** The account of an address (lower case), locked; a person's before a contact's. Never one for emergencies. */
export async function lockAccountByAddress(tx: Tx, email: string): Promise<AccountOfAddress | null> {
  const rows = await tx.$queryRaw<AccountOfAddress[]>`
    SELECT a.id, a."personId", a."contactId", coalesce(p.name, c.name) AS "personName",
      coalesce(p.email, c.email) AS email, coalesce(p."emailChangedAt", c."emailChangedAt") AS "emailChangedAt",
      a."disabledAt", coalesce(p."endedAt", c."endedAt") AS "endedAt", p."accessEndsAt",
      (SELECT count(*)::int FROM "RecoveryCode" r WHERE r."accountId" = a.id AND r."confirmedAt" IS NOT NULL
        AND r."usedAt" IS NULL AND r."voidedAt" IS NULL) AS codes
    FROM "Account" a
    LEFT JOIN "Person" p ON p.id = a."personId" LEFT JOIN "ClientContact" c ON c.id = a."contactId"
    WHERE coalesce(p.email, c.email) = ${email} AND a."breakGlassAt" IS NULL
    ORDER BY a."contactId" IS NOT NULL, a.id LIMIT 1
    FOR UPDATE OF a`;
  return rows[0] ?? null;
}
