import { z } from "zod";
import { recoverWithCode } from "@/lib/accounts/recover-with-code";
import { systemActor } from "@/lib/auth/actor";
import { setPendingCookie } from "@/lib/auth/pending-cookie";
import { requestIp } from "@/lib/auth/request";
import { line } from "@/lib/input";
import { jsonRoute } from "@/lib/route";
import { countTry } from "@/lib/throttle";

/** Takes a mailed link and a saved code together; the ticket for the enrolment goes into its cookie. */
export const POST = jsonRoute(z.strictObject({ token: line(200), code: line(100) }), async (input) => {
  const actor = systemActor("sign-in", await requestIp());
  await countTry("link.address", actor.ip ?? "unknown");
  await countTry("recovery-code.link", input.token);
  const { token } = await recoverWithCode(actor, input);
  await setPendingCookie(token);
  return { done: true };
});
