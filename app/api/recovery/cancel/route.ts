import { z } from "zod";
import { cancelRecovery } from "@/lib/accounts/cancel-recovery";
import { trySecret } from "@/lib/accounts/sign-in-tries";
import { systemActor } from "@/lib/auth/actor";
import { requestIp } from "@/lib/auth/request";
import { line } from "@/lib/input";
import { jsonRoute } from "@/lib/route";

/** Stops a recovery by the link of the mail. */
export const POST = jsonRoute(z.strictObject({ token: line(200) }), async (input) => {
  const actor = systemActor("sign-in", await requestIp());
  await trySecret(actor, () => cancelRecovery(actor, input));
  return { done: true };
});
