import { z } from "zod";
import { proveStepUp } from "@/lib/accounts/prove-step-up";
import { tryAnswer } from "@/lib/accounts/sign-in-tries";
import { takeChallenge } from "@/lib/accounts/take-challenge";
import { systemActor } from "@/lib/auth/actor";
import { authenticationResponse } from "@/lib/auth/passkey-input";
import { requireAnyActor } from "@/lib/auth/session";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";
import { jsonRoute } from "@/lib/route";

/** Takes the passkey's answer that confirms a sensitive action. */
export const POST = jsonRoute(
  z.strictObject({ challengeId: id(), response: authenticationResponse }),
  async ({ challengeId, response }) => {
    const actor = await requireAnyActor();
    await tryAnswer(actor, async () => {
      const door = systemActor("sign-in", actor.ip);
      const { challenge, stepUpId } = await takeChallenge(door, { challengeId, purpose: "step_up" });
      if (!stepUpId) throw conflict("This was begun in another place. Begin again.");
      await proveStepUp(actor, { challenge: { challenge, stepUpId }, response });
    });
    return { done: true };
  },
);
