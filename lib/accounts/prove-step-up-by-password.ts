import { z } from "zod";
import { passwordMatch, renewHash } from "@/lib/accounts/match-password";
import { tellHolder } from "@/lib/accounts/notices";
import { lockStepUp, markProved } from "@/lib/accounts/step-ups";
import { takeTotp } from "@/lib/accounts/take-totp";
import { readMeans } from "@/lib/auth/step-up";
import { command, RefusedAndTold } from "@/lib/command";
import { id, line } from "@/lib/input";

/** The same for a wrong password and a wrong code: whoever sits at somebody's open session learns neither. */
const WRONG =
  "The password or the code is not right, or the code was used already. Wait for the next code that your app shows, and try again.";

/**
 * Confirms an action of one's own factors with password and authenticator app, where the account has no passkey: who
 * has one uses it (SEC-05). `matched` is what the password was found to be of (`matchOwnPassword`). The code counts once,
 * at the door and here. Count the try before (SEC-33). Raises forbidden, audited, and the holder is told by mail.
 */
export const proveStepUpByPassword = command({
  name: "accounts.prove-step-up-by-password",
  permission: "step-up.prove",
  input: z.strictObject({ stepUpId: id(), matched: passwordMatch.nullable(), code: line(20) }),
  target: async (tx, { stepUpId }, actor) => {
    const stepUp = await lockStepUp(tx, stepUpId, actor);
    return { stepUp, means: await readMeans(tx, stepUp.accountId) };
  },
  allow({ target: { stepUp, means } }) {
    if (means === "passkey") return "Your account has a passkey. Confirm it with that.";
    if (stepUp.strength === "fresh") return "This needs a passkey. Make one on your own page first.";
    return means === "password" || "Your account has no password with an authenticator app.";
  },
  async change({ tx, actor, input, target: { stepUp }, now }) {
    const about = { objectType: "account", objectId: stepUp.accountId, objectName: actor.name };
    const own = await tx.password.findUnique({ where: { accountId: stepUp.accountId } });
    const app = await takeTotp(tx, stepUp.accountId, input.code, now);
    const isRight = own !== null && input.matched?.hash === own.hash;
    if (!isRight || !app) {
      const detail = `${isRight ? "wrong code" : "wrong password"}, to confirm ${stepUp.command}`;
      // Once for what is to be confirmed, as at the door once for a sign-in (ASVS 6.3.5).
      throw new RefusedAndTold(WRONG, { ...about, detail }, (told, at) =>
        tellHolder(told, stepUp.accountId, {
          cause: `wrong password or code for step-up ${stepUp.id}`,
          subject: "Somebody failed to confirm a change of your Keyholder account",
          happened:
            "In a session of yours somebody wanted to change how you sign in, and the password or the code was not right. Nothing was changed.",
          at,
          ip: actor.ip,
        }),
      );
    }
    const factor = `password and authenticator app ${app.name}`;
    await markProved(tx, stepUp.id, factor);
    const renewal = input.matched ? await renewHash(tx, stepUp.accountId, input.matched) : {};
    return { result: null, audit: [{ ...about, after: { confirmed: stepUp.command, factor, ...renewal } }] };
  },
});
