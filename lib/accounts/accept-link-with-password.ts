import { randomBytes } from "node:crypto";
import { z } from "zod";
import { aboutLink, beginAccount } from "@/lib/accounts/begin-account";
import { canEnrol, enrolmentOf, lockForPassword } from "@/lib/accounts/link-enrolment";
import { completePending, lockPending, savePendingSignIn } from "@/lib/accounts/pending-sign-in";
import { hashOfRecoveryCode } from "@/lib/accounts/recovery-code";
import { command } from "@/lib/command";
import { sameBytes } from "@/lib/crypto";
import { conflict, invalidInput } from "@/lib/errors";
import { line } from "@/lib/input";

/** Its holder gives it a better name when there is a second one. */
const APP_NAME = "Authenticator app";

/**
 * The last of three steps by which an invitation is accepted with a password: one of the recovery codes is typed back
 * (SEC-34), and with that the account begins, whole: password, authenticator app, codes. The link is used up, and the
 * login ticket is given back. Raises invalid_input for a code that was not shown.
 */
export const acceptLinkWithPassword = command({
  name: "accounts.accept-link-with-password",
  permission: "accounts.sign-in",
  secretResult: true,
  input: z.strictObject({ token: line(200), code: line(60) }),
  target: (tx, { token }) => lockForPassword(tx, token),
  allow: ({ target, now }) => canEnrol(target, now),
  async change({ tx, actor, input: { code }, target: { link }, now }) {
    if (!link) throw new Error("There is no link; `allow` has refused it.");
    const enrolment = await enrolmentOf(tx, link);
    if (enrolment.codeHashes.length === 0) throw conflict("Type the code of the app first.");
    const typed = hashOfRecoveryCode(code);
    if (!typed || !enrolment.codeHashes.some((hash) => sameBytes(hash, typed))) {
      throw invalidInput("This is none of the codes that were just shown.", {
        code: ["Type one of the ten codes as it stands there, all seven groups."],
      });
    }
    const userHandle = new Uint8Array(randomBytes(64));
    const begun = { id: enrolment.accountId, userHandle };
    const { id: accountId, name } = await beginAccount(tx, link, begun, { ip: actor.ip, now });
    await tx.password.create({ data: { accountId, hash: enrolment.passwordHash, changedAt: now } });
    await tx.totp.create({
      data: {
        accountId,
        name: APP_NAME,
        secret: enrolment.totpSecret,
        source: "invite",
        lastStep: enrolment.totpStep,
        expiresAt: now,
        activeAt: now,
      },
    });
    const codes = enrolment.codeHashes.map((codeHash) => ({ accountId, codeHash, confirmedAt: now }));
    await tx.recoveryCode.createMany({ data: codes });
    const password = { method: "password", factor: "password" };
    const token = await savePendingSignIn(tx, { accountId, firstFactor: "password", proved: password }, null);
    const pending = await lockPending(tx, token);
    if (!pending) throw new Error("The sign-in that was just begun is gone.");
    const app = { method: "authenticator app", factor: `authenticator app ${APP_NAME}` };
    await completePending(tx, pending.id, "password_totp", app);
    return {
      result: { token },
      audit: [
        { ...aboutLink(link), after: { usedBy: name } },
        {
          objectType: "account",
          objectId: accountId,
          objectName: name,
          after: { roles: link.roles, password: "set", authenticatorApp: APP_NAME, recoveryCodes: "kept" },
        },
      ],
    };
  },
});
