import { z } from "zod";
import { getClaim } from "@/lib/accounts/claims";
import { countLook } from "@/lib/accounts/count-recovery-tries";
import { systemActor } from "@/lib/auth/actor";
import { requestIp } from "@/lib/auth/request";
import { line } from "@/lib/input";
import { jsonRoute } from "@/lib/route";

/** How a recovery stands, told to the one who holds its claim. */
export const POST = jsonRoute(z.strictObject({ claim: line(200) }), async ({ claim }) => {
  const actor = systemActor("sign-in", await requestIp());
  await countLook(actor);
  return getClaim(actor, claim);
});
