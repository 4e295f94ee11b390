import { randomToken, sha256 } from "@/lib/crypto";
import type { Tx } from "@/lib/db";
import type { FirstFactor, SignInWay } from "@/prisma/generated/enums";

/** How long the pages of the second factor are open after the first one was right (SEC-03). */
export const PENDING_MINUTES = 10;

/** How long the ticket between the last factor and the session is good: the browser hands it over at once. */
export const TICKET_MINUTES = 2;

/** What a factor adds to a sign-in. */
export type Proved = {
  /** The method as people call it: "passkey", "password", "authenticator app". */
  method: string;
  /** The factor as the audit log names it: "passkey Key in the safe". */
  factor: string;
  passkeyId?: string;
};

type Begun = { accountId: string; firstFactor: FirstFactor; proved: Proved };

/**
 * Writes down that somebody has proved their first factor; gives the token for its cookie. With `way` that was all
 * (a passkey), and the token is a ticket for the session.
 */
export async function savePendingSignIn(
  tx: Tx,
  { accountId, firstFactor, proved }: Begun,
  way: SignInWay | null,
): Promise<string> {
  const token = randomToken();
  await tx.$executeRaw`
    INSERT INTO "PendingSignIn" ("tokenHash", "accountId", "firstFactor", way, amr, factors, "passkeyId", "expiresAt")
    VALUES (${sha256(token)}, ${accountId}::uuid, ${firstFactor}::"FirstFactor", ${way}::"SignInWay",
      ARRAY[${proved.method}], ARRAY[${proved.factor}], ${proved.passkeyId ?? null}::uuid,
      now() + make_interval(mins => ${way ? TICKET_MINUTES : PENDING_MINUTES}))`;
  return token;
}

export type PendingRow = {
  id: string;
  accountId: string;
  firstFactor: FirstFactor;
  personName: string;
};

/** The half-done sign-in of a cookie's token, locked, that still waits for its second factor; null when none does. */
export async function lockPending(tx: Tx, token: string): Promise<PendingRow | null> {
  const rows = await tx.$queryRaw<PendingRow[]>`
    SELECT s.id, s."accountId", s."firstFactor"::text AS "firstFactor", coalesce(p.name, c.name) AS "personName"
    FROM "PendingSignIn" s
    JOIN "Account" a ON a.id = s."accountId"
    LEFT JOIN "Person" p ON p.id = a."personId" LEFT JOIN "ClientContact" c ON c.id = a."contactId"
    WHERE s."tokenHash" = ${sha256(token)} AND s."consumedAt" IS NULL AND s.way IS NULL AND s."expiresAt" > now()
    FOR UPDATE OF s`;
  return rows[0] ?? null;
}

/** Makes a half-done sign-in a ticket for the session: its second factor was right. */
export async function completePending(tx: Tx, id: string, way: SignInWay, proved: Proved): Promise<void> {
  await tx.$executeRaw`
    UPDATE "PendingSignIn" SET way = ${way}::"SignInWay", amr = amr || ${proved.method}::text,
      factors = factors || ${proved.factor}::text, "passkeyId" = coalesce(${proved.passkeyId ?? null}::uuid, "passkeyId"),
      "expiresAt" = now() + make_interval(mins => ${TICKET_MINUTES})
    WHERE id = ${id}::uuid AND way IS NULL`;
}
