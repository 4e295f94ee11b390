import { type Actor, requirePermission } from "@/lib/auth/actor";
import { sha256 } from "@/lib/crypto";
import { db } from "@/lib/db";
import { AppError } from "@/lib/errors";
import type { FirstFactor } from "@/prisma/generated/enums";

/** So many tries at the second factor has one half-done sign-in, in all (SEC-33). */
export const SECOND_TRIES = 5;

/** What somebody whose first factor was right may be told of their account. */
export type HalfDone = {
  id: string;
  accountId: string;
  personName: string;
  firstFactor: FirstFactor;
  /** What the account has for the second one. */
  hasApp: boolean;
  hasKey: boolean;
  hasCodes: boolean;
};

/** The sentence for a half-done sign-in that waits for nothing any more. */
export const tooLate = (): AppError =>
  new AppError(
    "unauthenticated",
    "This sign-in has taken too long, or five tries were wrong. Begin again with the first step.",
  );

/** The half-done sign-in of a cookie's token, which still waits for its second factor; null when none does. */
export async function getHalfDone(actor: Actor, token: string | null): Promise<HalfDone | null> {
  requirePermission(actor, "accounts.sign-in");
  if (!token) return null;
  const rows = await db.$queryRaw<HalfDone[]>`
    SELECT s.id, s."accountId", coalesce(p.name, c.name) AS "personName", s."firstFactor"::text AS "firstFactor",
      EXISTS (SELECT 1 FROM "Totp" t
        WHERE t."accountId" = a.id AND t."activeAt" IS NOT NULL AND t."removedAt" IS NULL) AS "hasApp",
      EXISTS (SELECT 1 FROM "Passkey" k WHERE k."accountId" = a.id AND k."removedAt" IS NULL) AS "hasKey",
      EXISTS (SELECT 1 FROM "RecoveryCode" r WHERE r."accountId" = a.id AND r."confirmedAt" IS NOT NULL
        AND r."usedAt" IS NULL AND r."voidedAt" IS NULL) AS "hasCodes"
    FROM "PendingSignIn" s
    JOIN "Account" a ON a.id = s."accountId"
    LEFT JOIN "Person" p ON p.id = a."personId" LEFT JOIN "ClientContact" c ON c.id = a."contactId"
    WHERE s."tokenHash" = ${sha256(token)} AND s."consumedAt" IS NULL AND s.way IS NULL AND s."expiresAt" > now()
      AND s.attempts < ${SECOND_TRIES}`;
  return rows[0] ?? null;
}
