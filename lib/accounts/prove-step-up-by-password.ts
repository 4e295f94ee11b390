import { z } from "zod";
import { lockStepUp, markProved } from "@/lib/accounts/step-ups";
import { takeTotp } from "@/lib/accounts/take-totp";
import { readMeans } from "@/lib/auth/step-up";
import { command } from "@/lib/command";
import { forbidden } from "@/lib/errors";
import { id, line } from "@/lib/input";

/** The same for a wrong password and a wrong code: whoever sits at somebody's open session learns neither. */
const WRONG =
  "The password or the code is not right, or the code was used already. Wait for the next code that your app shows, and try again.";

/**
 * Confirms an action of one's own factors with password and authenticator app, where the account has no passkey: who
 * has one uses it (SEC-05). `matched` is the hash that the password was found to be of (`matchOwnPassword`). The code
 * counts once, at the door and here. Count the try before (SEC-33). Raises forbidden, audited.
 */
export const proveStepUpByPassword = command({
  name: "accounts.prove-step-up-by-password",
  permission: "step-up.prove",
  input: z.strictObject({ stepUpId: id(), matched: line(300).nullable(), code: line(20) }),
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
    const isRight = own !== null && input.matched === own.hash;
    if (!isRight || !app) {
      const detail = `${isRight ? "wrong code" : "wrong password"}, to confirm ${stepUp.command}`;
      throw forbidden(WRONG, { ...about, detail });
    }
    const factor = `password and authenticator app ${app.name}`;
    await markProved(tx, stepUp.id, factor);
    return { result: null, audit: [{ ...about, after: { confirmed: stepUp.command, factor } }] };
  },
});
