import { z } from "zod";
import { completePending } from "@/lib/accounts/pending-sign-in";
import { aboutPending, pendingTarget, wayOf } from "@/lib/accounts/second-factor";
import { takeTotp } from "@/lib/accounts/take-totp";
import { command } from "@/lib/command";
import { forbidden } from "@/lib/errors";
import { line } from "@/lib/input";

/**
 * The same for every wrong code: it names what may be wrong without telling a guesser whether this code was right a
 * while ago or would be soon.
 */
const WRONG_CODE =
  "This code is not right, or it was used already. Type the next one that your app shows; if none is taken, set your phone’s clock to automatic time.";

/**
 * The second factor: a code of an authenticator app, by the database's time, each step once (SEC-31, SEC-32). Makes
 * the half-done sign-in a ticket for the session. Raises forbidden, audited; unauthenticated when it is too late.
 */
export const proveTotp = command({
  name: "accounts.prove-totp",
  permission: "accounts.sign-in",
  secretResult: true,
  input: z.strictObject({ token: line(200), code: line(20) }),
  target: (tx, { token }) => pendingTarget(tx, token),
  allow: () => true,
  async change({ tx, input, target: pending, now }) {
    const about = aboutPending(pending, "authenticator app");
    const way = wayOf(pending.firstFactor, "totp");
    if (!way) throw forbidden("An authenticator app does not help here. Use a recovery code.", about);
    const app = await takeTotp(tx, pending.accountId, input.code, now);
    if (!app) throw forbidden(WRONG_CODE, about);
    const factor = `authenticator app ${app.name}`;
    await completePending(tx, pending.id, way, { method: "authenticator app", factor });
    return {
      result: null,
      audit: [
        {
          ...aboutPending(pending),
          after: { factor },
        },
      ],
    };
  },
});
