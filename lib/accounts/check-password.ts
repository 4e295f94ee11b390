import { matchPassword, type PasswordMatch } from "@/lib/accounts/match-password";
import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";

/** Whose password was checked, as far as it is known here, and what it was found to be of. */
export type CheckedPassword = { accountId: string | null; matched: PasswordMatch | null };

type PasswordRow = { accountId: string; hash: string | null };

/** The account of an address; null when there is none. */
export async function accountOfEmail(actor: Actor, email: string): Promise<PasswordRow | null> {
  requirePermission(actor, "accounts.sign-in");
  const rows = await db.$queryRaw<PasswordRow[]>`
    SELECT a.id AS "accountId", w.hash
    FROM "Account" a
    LEFT JOIN "Person" p ON p.id = a."personId" LEFT JOIN "ClientContact" c ON c.id = a."contactId"
    LEFT JOIN "Password" w ON w."accountId" = a.id
    WHERE coalesce(p.email, c.email) = ${email}
    ORDER BY a.id LIMIT 1`;
  return rows[0] ?? null;
}

/**
 * Checks a password, which takes as long when there is no such account, or when it has none (SEC-29). What it has
 * found is for `accounts.prove-password`, which looks again.
 */
export async function checkPassword(
  actor: Actor,
  account: PasswordRow | null,
  password: string,
): Promise<CheckedPassword> {
  requirePermission(actor, "accounts.sign-in");
  const matched = await matchPassword(account?.hash ?? null, password);
  return { accountId: account?.accountId ?? null, matched };
}
