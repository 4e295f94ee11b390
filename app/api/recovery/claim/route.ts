import { z } from "zod";
import { claimRecovery } from "@/lib/accounts/claim-recovery";
import { trySecret } from "@/lib/accounts/sign-in-tries";
import { systemActor } from "@/lib/auth/actor";
import { setPendingCookie } from "@/lib/auth/pending-cookie";
import { requestIp } from "@/lib/auth/request";
import { line } from "@/lib/input";
import { jsonRoute } from "@/lib/route";

/** Uses a recovery that two administrators have confirmed; the ticket for the enrolment goes into its cookie. */
export const POST = jsonRoute(z.strictObject({ claim: line(200) }), async ({ claim }) => {
  const actor = systemActor("sign-in", await requestIp());
  const { token } = await trySecret(actor, () => claimRecovery(actor, { claim }));
  await setPendingCookie(token);
  return { done: true };
});
