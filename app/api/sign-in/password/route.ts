import { z } from "zod";
import { accountOfEmail, checkPassword } from "@/lib/accounts/check-password";
import { provePassword } from "@/lib/accounts/prove-password";
import { tryPassword } from "@/lib/accounts/sign-in-tries";
import { systemActor } from "@/lib/auth/actor";
import { knownBrowser } from "@/lib/auth/known-browser";
import { typedPassword } from "@/lib/auth/password-input";
import { setPendingCookie } from "@/lib/auth/pending-cookie";
import { requestIp } from "@/lib/auth/request";
import { email as emailAddress } from "@/lib/input";
import { jsonRoute } from "@/lib/route";

/** Takes an address and its password; the token of the half-done sign-in goes into its cookie. */
export const POST = jsonRoute(
  z.strictObject({ email: emailAddress(), password: typedPassword() }),
  async ({ email, password }) => {
    const actor = systemActor("sign-in", await requestIp());
    const account = await accountOfEmail(actor, email);
    const accountId = account?.accountId ?? null;
    const browser = accountId ? await knownBrowser(accountId) : null;
    const { token } = await tryPassword(actor, { email, accountId, browser }, async () =>
      provePassword(actor, { email, ...(await checkPassword(actor, account, password)) }),
    );
    await setPendingCookie(token);
    return { done: true };
  },
);
