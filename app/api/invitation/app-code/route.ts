import { z } from "zod";
import { confirmLinkApp } from "@/lib/accounts/confirm-link-app";
import { tryLink } from "@/lib/accounts/try-link";
import { systemActor } from "@/lib/auth/actor";
import { requestIp } from "@/lib/auth/request";
import { line } from "@/lib/input";
import { jsonRoute } from "@/lib/route";

/** Takes the first code of an invitation's app; gives the recovery codes, in this answer and never again. */
export const POST = jsonRoute(z.strictObject({ token: line(200), code: line(20) }), async (input) => {
  const actor = systemActor("sign-in", await requestIp());
  await tryLink(actor, input.token);
  return confirmLinkApp(actor, input);
});
