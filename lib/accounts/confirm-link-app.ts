import { z } from "zod";
import { aboutLink } from "@/lib/accounts/begin-account";
import { firstStep } from "@/lib/accounts/first-code";
import { canEnrol, ENROLMENT_MINUTES, enrolmentOf, lockForPassword } from "@/lib/accounts/link-enrolment";
import { CODES_IN_SET, makeRecoveryCode } from "@/lib/accounts/recovery-code";
import { command } from "@/lib/command";
import { sha256 } from "@/lib/crypto";
import { line } from "@/lib/input";

/**
 * The second of three steps by which an invitation is accepted with a password: takes the first code of the
 * authenticator app, and gives the recovery codes, to be shown once. Nothing begins yet. Raises invalid_input for a
 * wrong code, which may be tried again: its holder has the secret before them.
 */
export const confirmLinkApp = command({
  name: "accounts.confirm-link-app",
  permission: "accounts.sign-in",
  secretResult: true,
  input: z.strictObject({ token: line(200), code: line(20) }),
  target: (tx, { token }) => lockForPassword(tx, token),
  allow: ({ target, now }) => canEnrol(target, now),
  async change({ tx, input: { code }, target: { link }, now }) {
    if (!link) throw new Error("There is no link; `allow` has refused it.");
    const { accountId, totpSecret } = await enrolmentOf(tx, link);
    const step = firstStep(totpSecret, accountId, code, now);
    const codes = Array.from({ length: CODES_IN_SET }, makeRecoveryCode);
    await tx.$executeRaw`
      UPDATE "LinkEnrolment" SET "totpStep" = ${step}, "codeHashes" = ${codes.map((each) => sha256(each))}::bytea[],
        "expiresAt" = now() + make_interval(mins => ${ENROLMENT_MINUTES})
      WHERE "linkId" = ${link.id}::uuid`;
    return {
      result: { codes },
      audit: [{ ...aboutLink(link), after: { authenticatorApp: "confirmed", recoveryCodes: "shown" } }],
    };
  },
});
