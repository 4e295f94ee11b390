import { z } from "zod";
import { openChallenge } from "@/lib/accounts/open-challenge";
import { signInOptions } from "@/lib/accounts/passkey-options";
import { systemActor } from "@/lib/auth/actor";
import { addressBlock } from "@/lib/auth/client-address";
import { requestIp } from "@/lib/auth/request";
import { jsonRoute } from "@/lib/route";
import { countTry } from "@/lib/throttle";

/** Begins a sign-in: a challenge for any passkey of this site. */
export const POST = jsonRoute(z.strictObject({}), async () => {
  const actor = systemActor("sign-in", await requestIp());
  await countTry("challenge.address", addressBlock(actor.ip));
  const { id, challenge } = await openChallenge(actor, { purpose: "sign_in" });
  return { challengeId: id, options: await signInOptions(challenge) };
});
