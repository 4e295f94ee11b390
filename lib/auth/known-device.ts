import { randomToken, sha256 } from "@/lib/crypto";
import { db, type Tx } from "@/lib/db";

/** How long a browser stays known after its last sign-in, in days: as long as browsers keep a cookie at all. */
export const KNOWN_DAYS = 400;

/**
 * Whether an account has signed in with this browser before: `token` is what the browser's cookie says
 * (lib/auth/device-cookie.ts), null when it has none. Proves nobody: it only decides whom guessing elsewhere does
 * not slow down, and what counts as a new device.
 */
export async function isKnownDevice(token: string | null, accountId: string, tx: Tx = db): Promise<boolean> {
  if (!token) return false;
  const [row] = await tx.$queryRaw<{ known: boolean }[]>`
    SELECT EXISTS (
      SELECT 1 FROM "KnownDevice"
      WHERE "tokenHash" = ${hashOfDevice(token, accountId)} AND "forgottenAt" IS NULL
        AND "lastSeenAt" > now() - make_interval(days => ${KNOWN_DAYS})) AS known`;
  return row?.known ?? false;
}

export type SignedInDevice = {
  id: string;
  /** For the browser's cookie: what it had, or its first one. */
  token: string;
  /** Whether this account had not signed in with it before. */
  isNew: boolean;
};

/** Writes down that an account signs in with this browser. A token that is none of ours is replaced. */
export async function noteDevice(
  tx: Tx,
  accountId: string,
  { token: given, userAgent }: { token: string | null; userAgent: string | null },
): Promise<SignedInDevice> {
  const token = given && /^[\w-]{43}$/.test(given) ? given : randomToken();
  const isNew = !(await isKnownDevice(token, accountId, tx));
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO "KnownDevice" ("accountId", "tokenHash", "userAgent")
    VALUES (${accountId}::uuid, ${hashOfDevice(token, accountId)}, ${userAgent})
    ON CONFLICT ("tokenHash") DO UPDATE SET "lastSeenAt" = now(), "userAgent" = excluded."userAgent",
      "firstSeenAt" = CASE WHEN ${isNew}::boolean THEN now() ELSE "KnownDevice"."firstSeenAt" END, "forgottenAt" = NULL
    RETURNING id`;
  if (!row) throw new Error("The device was not saved.");
  return { id: row.id, token, isNew };
}

/** One browser has one token for all accounts; with the account in the hash its rows cannot be put together. */
const hashOfDevice = (token: string, accountId: string) => sha256(`${accountId} ${token}`);
