import { z } from "zod";
import { type PasswordMatch, passwordMatch, renewHash } from "@/lib/accounts/match-password";
import { savePendingSignIn } from "@/lib/accounts/pending-sign-in";
import { canBeginSession } from "@/lib/accounts/rules";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { forbidden } from "@/lib/errors";
import { email, id } from "@/lib/input";

/** The one answer to whatever was wrong: it tells nobody who has an account, a password or a passkey (SEC-29). */
export const WRONG_PASSWORD =
  "This address and this password do not belong together. Try again, or sign in with a passkey.";

/**
 * The first factor of two: a password, which `checkPassword` has found to be that of a hash. Gives the token of the
 * half-done sign-in. Raises forbidden, with the same sentence for an address that nobody has, an account without a
 * password, one that is disabled or whose holder has left; the audit log has the account and the reason.
 */
export const provePassword = command({
  name: "accounts.prove-password",
  permission: "accounts.sign-in",
  secretResult: true,
  input: z.strictObject({
    email: email(),
    accountId: id().nullable(),
    /** Null when the password was wrong. */
    matched: passwordMatch.nullable(),
  }),
  target: async (tx, { accountId }) => ({ account: accountId ? await lockPassword(tx, accountId) : null }),
  allow: () => true,
  async change({ tx, input, target: { account }, now }) {
    const why = whyNot(account, input.matched, now);
    if (!account || !input.matched || why) {
      throw forbidden(WRONG_PASSWORD, {
        objectType: "account",
        objectId: account?.accountId ?? null,
        objectName: account?.personName ?? input.email,
        detail: why ?? undefined,
      });
    }
    const proved = { method: "password", factor: "password" };
    const begun = { accountId: account.accountId, firstFactor: "password" as const, proved };
    const token = await savePendingSignIn(tx, begun, null);
    const renewal = await renewHash(tx, account.accountId, input.matched);
    return {
      result: { token },
      audit: [
        {
          objectType: "account",
          objectId: account.accountId,
          objectName: account.personName,
          after: { factor: "password", secondFactor: "still to come", ...renewal },
        },
      ],
    };
  },
});

type PasswordRow = {
  accountId: string;
  hash: string | null;
  personName: string;
  disabledAt: Date | null;
  endedAt: Date | null;
  accessEndsAt: Date | null;
};

/** Why this signs nobody in, for the audit log alone; null when it does. */
function whyNot(account: PasswordRow | null, matched: PasswordMatch | null, now: Date): string | null {
  if (!account) return "no account has this address";
  if (account.hash === null) return "the account has no password";
  if (matched === null) return "wrong password";
  if (matched.hash !== account.hash) return "the password was changed in this moment";
  const may = canBeginSession(account, now);
  return may === true ? null : `right password, but: ${may}`;
}

async function lockPassword(tx: Tx, accountId: string): Promise<PasswordRow | null> {
  const rows = await tx.$queryRaw<PasswordRow[]>`
    SELECT a.id AS "accountId", w.hash, coalesce(p.name, c.name) AS "personName", a."disabledAt",
      coalesce(p."endedAt", c."endedAt") AS "endedAt", p."accessEndsAt"
    FROM "Account" a
    LEFT JOIN "Password" w ON w."accountId" = a.id
    LEFT JOIN "Person" p ON p.id = a."personId" LEFT JOIN "ClientContact" c ON c.id = a."contactId"
    WHERE a.id = ${accountId}::uuid FOR SHARE OF a`;
  return rows[0] ?? null;
}
