import { z } from "zod";
import { claimRecovery } from "@/lib/accounts/claim-recovery";
import { systemActor } from "@/lib/auth/actor";
import { setPendingCookie } from "@/lib/auth/pending-cookie";
import { requestIp } from "@/lib/auth/request";
import { line } from "@/lib/input";
import { jsonRoute } from "@/lib/route";
import { countTry } from "@/lib/throttle";

/** Uses a recovery that two administrators have confirmed; the ticket for the enrolment goes into its cookie. */
export const POST = jsonRoute(z.strictObject({ claim: line(200) }), async ({ claim }) => {
  const actor = systemActor("sign-in", await requestIp());
  await countTry("link.address", actor.ip ?? "unknown");
  const { token } = await claimRecovery(actor, { claim });
  await setPendingCookie(token);
  return { done: true };
});
