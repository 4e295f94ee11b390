import { z } from "zod";
import { getHalfDone, tooLate } from "@/lib/accounts/half-done";
import { proveSecondKey } from "@/lib/accounts/prove-second-key";
import { tryKey } from "@/lib/accounts/sign-in-tries";
import { takeChallenge } from "@/lib/accounts/take-challenge";
import { systemActor } from "@/lib/auth/actor";
import { authenticationResponse } from "@/lib/auth/passkey-input";
import { pendingToken } from "@/lib/auth/pending-cookie";
import { requestIp } from "@/lib/auth/request";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";
import { jsonRoute } from "@/lib/route";

/** Takes the answer of a security key or passkey, as the second factor of the browser's half-done sign-in. */
export const POST = jsonRoute(
  z.strictObject({ challengeId: id(), response: authenticationResponse }),
  async ({ challengeId, response }) => {
    const actor = systemActor("sign-in", await requestIp());
    const token = await pendingToken();
    const halfDone = await getHalfDone(actor, token);
    if (!token || !halfDone) throw tooLate();
    await tryKey(actor, halfDone, async () => {
      const taken = await takeChallenge(actor, { challengeId, purpose: "second_factor" });
      const { challenge, pendingId } = taken;
      if (!pendingId) throw conflict("This was begun in another place. Begin again.");
      await proveSecondKey(actor, { token, challenge: { challenge, pendingId }, response });
    });
    return { done: true };
  },
);
