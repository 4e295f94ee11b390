import { z } from "zod";
import { askForRecovery } from "@/lib/accounts/ask-for-recovery";
import { countAsking } from "@/lib/accounts/count-recovery-tries";
import { systemActor } from "@/lib/auth/actor";
import { requestIp } from "@/lib/auth/request";
import { steadyAnswer } from "@/lib/auth/steady-answer";
import { email } from "@/lib/input";
import { jsonRoute } from "@/lib/route";

/** Begins a recovery by two administrators; the same answer, after the same time, for every address. */
export const POST = jsonRoute(z.strictObject({ email: email() }), async (input) => {
  const actor = systemActor("sign-in", await requestIp());
  await countAsking(actor, input.email);
  return steadyAnswer(askForRecovery(actor, input));
});
