import { z } from "zod";
import { acceptLinkWithPassword } from "@/lib/accounts/accept-link-with-password";
import { tryLink } from "@/lib/accounts/try-link";
import { systemActor } from "@/lib/auth/actor";
import { setPendingCookie } from "@/lib/auth/pending-cookie";
import { requestIp } from "@/lib/auth/request";
import { line } from "@/lib/input";
import { jsonRoute } from "@/lib/route";

/** Takes one of the recovery codes, typed back: the account begins, its ticket goes into the cookie. */
export const POST = jsonRoute(z.strictObject({ token: line(200), code: line(60) }), async (input) => {
  const actor = systemActor("sign-in", await requestIp());
  await tryLink(actor, input.token);
  const { token } = await acceptLinkWithPassword(actor, input);
  await setPendingCookie(token);
  return { done: true };
});
