import { z } from "zod";
import { getCancelLink } from "@/lib/accounts/claims";
import { trySecret } from "@/lib/accounts/sign-in-tries";
import { systemActor } from "@/lib/auth/actor";
import { requestIp } from "@/lib/auth/request";
import { line } from "@/lib/input";
import { jsonRoute } from "@/lib/route";

/** Whose recovery a cancel link stops, told to the one who holds it. Looking stops nothing. */
export const POST = jsonRoute(z.strictObject({ token: line(200) }), async ({ token }) => {
  const actor = systemActor("sign-in", await requestIp());
  return trySecret(actor, () => getCancelLink(actor, token));
});
