import { sha256 } from "@/lib/crypto";
import { Prisma, type Tx } from "@/lib/db";

export type RecoveryRow = {
  id: string;
  accountId: string;
  personId: string | null;
  personName: string;
  phrase: string;
  askedAt: Date;
  firstById: string | null;
  firstAt: Date | null;
  firstName: string | null;
  firstCanHelp: boolean;
  secondAt: Date | null;
  opensAt: Date | null;
  expiresAt: Date;
  cancelledAt: Date | null;
  claimedAt: Date | null;
  disabledAt: Date | null;
  endedAt: Date | null;
  accessEndsAt: Date | null;
  /** The account's factors have changed since it was asked for. */
  overtaken: boolean;
};

/** Whether an account (`h`) of a person (`hp`) can help others back in: an administrator who can sign in themselves. */
export const canHelp = Prisma.sql`
  (h.roles && ARRAY['owner', 'security_lead']::"Role"[] AND h."disabledAt" IS NULL AND h."breakGlassAt" IS NULL
    AND hp."endedAt" IS NULL AND (hp."accessEndsAt" IS NULL OR hp."accessEndsAt" > now()))`;

/** Whether a factor of an account was added, changed, used up or removed after a moment. */
export const changedSince = (accountId: Prisma.Sql, moment: Prisma.Sql): Prisma.Sql => Prisma.sql`
  (EXISTS (SELECT 1 FROM "Passkey" f WHERE f."accountId" = ${accountId}
      AND greatest(f."createdAt", f."removedAt") > ${moment})
    OR EXISTS (SELECT 1 FROM "Password" f WHERE f."accountId" = ${accountId} AND f."changedAt" > ${moment})
    OR EXISTS (SELECT 1 FROM "Totp" f WHERE f."accountId" = ${accountId}
      AND greatest(f."activeAt", f."removedAt") > ${moment})
    OR EXISTS (SELECT 1 FROM "RecoveryCode" f WHERE f."accountId" = ${accountId}
      AND greatest(f."confirmedAt", f."usedAt", f."voidedAt") > ${moment})
    OR EXISTS (SELECT 1 FROM "FederatedIdentity" f WHERE f."accountId" = ${accountId}
      AND greatest(f."linkedAt", f."removedAt") > ${moment}))`;

/** A case, locked for what is done with it: by its id, or by one of its two secrets. Null when there is none. */
export async function lockRecovery(
  tx: Tx,
  by: { id: string } | { claim: string } | { cancel: string },
): Promise<RecoveryRow | null> {
  const where =
    "id" in by
      ? Prisma.sql`c.id = ${by.id}::uuid`
      : "claim" in by
        ? Prisma.sql`c."claimHash" = ${sha256(by.claim)}`
        : Prisma.sql`c."cancelHash" = ${sha256(by.cancel)}`;
  const rows = await tx.$queryRaw<RecoveryRow[]>`${readCase(where)} FOR UPDATE OF c`;
  return rows[0] ?? null;
}

/** Cases with their holder and their first helper, as the rules want them. */
export const readCase = (where: Prisma.Sql): Prisma.Sql => Prisma.sql`
  SELECT c.id, c."accountId", a."personId", coalesce(p.name, k.name) AS "personName", c.phrase, c."askedAt",
    c."firstById", c."firstAt", hp.name AS "firstName", c."secondAt", c."opensAt", c."expiresAt", c."cancelledAt",
    c."claimedAt", a."disabledAt", coalesce(p."endedAt", k."endedAt") AS "endedAt", p."accessEndsAt",
    coalesce(${canHelp}, false) AS "firstCanHelp",
    ${changedSince(Prisma.sql`c."accountId"`, Prisma.sql`c."askedAt"`)} AS overtaken
  FROM "RecoveryCase" c
  JOIN "Account" a ON a.id = c."accountId"
  LEFT JOIN "Person" p ON p.id = a."personId" LEFT JOIN "ClientContact" k ON k.id = a."contactId"
  LEFT JOIN "Person" hp ON hp.id = c."firstById" LEFT JOIN "Account" h ON h."personId" = hp.id
  WHERE ${where}`;
