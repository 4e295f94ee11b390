import { z } from "zod";
import { countOwnChallenge } from "@/lib/accounts/count-own-challenge";
import { openStepUp } from "@/lib/accounts/open-step-up";
import { signInOptions } from "@/lib/accounts/passkey-options";
import { requireAnyActor } from "@/lib/auth/session";
import { id } from "@/lib/input";
import { jsonRoute } from "@/lib/route";

/** Begins to confirm a sensitive action: a challenge for one's own passkeys. */
export const POST = jsonRoute(z.strictObject({ stepUpId: id() }), async (input) => {
  const actor = await requireAnyActor();
  await countOwnChallenge(actor);
  const { challengeId, challenge, allow } = await openStepUp(actor, input);
  return { challengeId, options: await signInOptions(challenge, allow) };
});
