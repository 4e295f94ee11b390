import { z } from "zod";
import { tooLate } from "@/lib/accounts/half-done";
import { openSecondKey } from "@/lib/accounts/open-second-key";
import { signInOptions } from "@/lib/accounts/passkey-options";
import { systemActor } from "@/lib/auth/actor";
import { addressBlock } from "@/lib/auth/client-address";
import { pendingToken } from "@/lib/auth/pending-cookie";
import { requestIp } from "@/lib/auth/request";
import { jsonRoute } from "@/lib/route";
import { countTry } from "@/lib/throttle";

/** Begins the second factor by a security key or passkey of the account whose first factor was right. */
export const POST = jsonRoute(z.strictObject({}), async () => {
  const actor = systemActor("sign-in", await requestIp());
  await countTry("challenge.address", addressBlock(actor.ip));
  const token = await pendingToken();
  if (!token) throw tooLate();
  const { challengeId, challenge, allow } = await openSecondKey(actor, { token });
  return { challengeId, options: await signInOptions(challenge, allow) };
});
