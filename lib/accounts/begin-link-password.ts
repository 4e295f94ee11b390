import { z } from "zod";
import { aboutLink } from "@/lib/accounts/begin-account";
import { canEnrol, ENROLMENT_MINUTES, lockForPassword } from "@/lib/accounts/link-enrolment";
import { hashPassword, whyNotPassword } from "@/lib/auth/password";
import { typedPassword } from "@/lib/auth/password-input";
import { makeTotpSecret, sealTotpSecret, totpForApp } from "@/lib/auth/totp";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { invalidInput } from "@/lib/errors";
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
  target: (tx, { token }) => lockForPassword(tx, token),
  allow: ({ target, now }) => canEnrol(target, now),
  async change({ tx, input: { password }, target: { link } }) {
    if (!link) throw new Error("There is no link; `allow` has refused it.");
    const why = await whyNotPassword(password, [link.name, link.email]);
    if (why) throw invalidInput("This password cannot be used.", { password: [why] });
    const hash = await hashPassword(password);
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
