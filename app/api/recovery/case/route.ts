import { z } from "zod";
import { askForRecovery } from "@/lib/accounts/ask-for-recovery";
import { systemActor } from "@/lib/auth/actor";
import { requestIp } from "@/lib/auth/request";
import { steadyAnswer } from "@/lib/auth/steady-answer";
import { email } from "@/lib/input";
import { jsonRoute } from "@/lib/route";
import { countTry } from "@/lib/throttle";

/** Begins a recovery by two administrators; the same answer, after the same time, for every address. */
export const POST = jsonRoute(z.strictObject({ email: email() }), async (input) => {
  const actor = systemActor("sign-in", await requestIp());
  await countTry("recovery.address", actor.ip ?? "unknown");
  await countTry("recovery.account", input.email);
  return steadyAnswer(askForRecovery(actor, input));
});
