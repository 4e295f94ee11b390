import { z } from "zod";
import { aboutLink } from "@/lib/accounts/begin-account";
import { hashLinkPassword } from "@/lib/accounts/hash-new-password";
import { canEnrol, ENROLMENT_MINUTES, lockForPassword } from "@/lib/accounts/link-enrolment";
import { typedPassword } from "@/lib/auth/password-input";
import { makeTotpSecret, sealTotpSecret, totpForApp } from "@/lib/auth/totp";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { conflict } from "@/lib/errors";
import { line } from "@/lib/input";

/**
 * The first of three steps by which somebody who cannot use a passkey accepts an invitation: takes a password, and
 * gives the secret for their authenticator app, to be shown once. Nothing begins yet: what came of an earlier try is
 * replaced. Raises forbidden where the invited roles take no password, invalid_input for one that is easy to guess.
 */
export const beginLinkPassword = command({
  name: "accounts.begin-link-password",
  permission: "accounts.sign-in",
  secretResult: true,
  input: z.strictObject({ token: line(200), password: typedPassword() }),
  before: ({ actor, input }) => hashLinkPassword(actor, input),
  target: async (tx, { token }, _actor, hash) => ({ ...(await lockForPassword(tx, token)), hash }),
  allow: ({ target, now }) => canEnrol(target, now),
  async change({ tx, target: { link, hash } }) {
    if (!link) throw new Error("There is no link; `allow` has refused it.");
    if (!hash) throw conflict("What this invitation takes was just changed. Try again.");
    const accountId = await idOfAccountToCome(tx);
    const secret = makeTotpSecret();
    await tx.$executeRaw`
      DELETE FROM "LinkEnrolment" WHERE "linkId" IN (
        SELECT "linkId" FROM "LinkEnrolment" WHERE "expiresAt" < now() LIMIT 200 FOR UPDATE SKIP LOCKED)`;
    await tx.$executeRaw`
      INSERT INTO "LinkEnrolment" ("linkId", "accountId", "passwordHash", "totpSecret", "codeHashes", "expiresAt")
      VALUES (${link.id}::uuid, ${accountId}::uuid, ${hash}, ${sealTotpSecret(secret, accountId)}, '{}',
        now() + make_interval(mins => ${ENROLMENT_MINUTES}))
      ON CONFLICT ("linkId") DO UPDATE SET "accountId" = EXCLUDED."accountId",
        "passwordHash" = EXCLUDED."passwordHash", "totpSecret" = EXCLUDED."totpSecret", "totpStep" = 0,
        "codeHashes" = '{}', "expiresAt" = EXCLUDED."expiresAt"`;
    return {
      result: totpForApp(secret, link.email ?? link.name ?? ""),
      audit: [{ ...aboutLink(link), after: { password: "chosen", authenticatorApp: "begun" } }],
    };
  },
});

/** What is encrypted for an account is bound to its id, so the id is there first. */
async function idOfAccountToCome(tx: Tx): Promise<string> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`SELECT uuidv7() AS id`;
  if (!row) throw new Error("No id was made.");
  return row.id;
}
