import { z } from "zod";
import { countAsking } from "@/lib/accounts/count-recovery-tries";
import { mailRecoveryLink } from "@/lib/accounts/mail-recovery-link";
import { systemActor } from "@/lib/auth/actor";
import { requestIp } from "@/lib/auth/request";
import { steadyAnswer } from "@/lib/auth/steady-answer";
import { email } from "@/lib/input";
import { jsonRoute } from "@/lib/route";

/** Mails a recovery link where there is somebody to mail it to; the same answer, after the same time, else. */
export const POST = jsonRoute(z.strictObject({ email: email() }), async (input) => {
  const actor = systemActor("sign-in", await requestIp());
  await countAsking(actor, input.email);
  await steadyAnswer(mailRecoveryLink(actor, input));
  return { done: true };
});
