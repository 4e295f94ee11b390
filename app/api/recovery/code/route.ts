import { z } from "zod";
import { recoverWithCode } from "@/lib/accounts/recover-with-code";
import { tryMailedLink } from "@/lib/accounts/sign-in-tries";
import { systemActor } from "@/lib/auth/actor";
import { setPendingCookie } from "@/lib/auth/pending-cookie";
import { requestIp } from "@/lib/auth/request";
import { line } from "@/lib/input";
import { jsonRoute } from "@/lib/route";

/** Takes a mailed link and a saved code together; the ticket for the enrolment goes into its cookie. */
export const POST = jsonRoute(z.strictObject({ token: line(200), code: line(100) }), async (input) => {
  const actor = systemActor("sign-in", await requestIp());
  const { token } = await tryMailedLink(actor, input.token, () => recoverWithCode(actor, input));
  await setPendingCookie(token);
  return { done: true };
});
