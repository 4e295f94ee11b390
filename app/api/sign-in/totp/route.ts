import { z } from "zod";
import { getHalfDone, tooLate } from "@/lib/accounts/half-done";
import { proveTotp } from "@/lib/accounts/prove-totp";
import { tryCode } from "@/lib/accounts/sign-in-tries";
import { systemActor } from "@/lib/auth/actor";
import { knownBrowser } from "@/lib/auth/known-browser";
import { pendingToken } from "@/lib/auth/pending-cookie";
import { requestIp } from "@/lib/auth/request";
import { line } from "@/lib/input";
import { jsonRoute } from "@/lib/route";

/** Takes the code of an authenticator app, as the second factor of the browser's half-done sign-in. */
export const POST = jsonRoute(z.strictObject({ code: line(20) }), async ({ code }) => {
  const actor = systemActor("sign-in", await requestIp());
  const token = await pendingToken();
  const halfDone = await getHalfDone(actor, token);
  if (!token || !halfDone) throw tooLate();
  const browser = await knownBrowser(halfDone.accountId);
  await tryCode(actor, halfDone, browser, () => proveTotp(actor, { token, code }));
  return { done: true };
});
