import { z } from "zod";
import { provePasskey } from "@/lib/accounts/prove-passkey";
import { tryAnswer } from "@/lib/accounts/sign-in-tries";
import { takeChallenge } from "@/lib/accounts/take-challenge";
import { systemActor } from "@/lib/auth/actor";
import { authenticationResponse } from "@/lib/auth/passkey-input";
import { setPendingCookie } from "@/lib/auth/pending-cookie";
import { requestIp } from "@/lib/auth/request";
import { id } from "@/lib/input";
import { jsonRoute } from "@/lib/route";

/** Takes a passkey's answer; the login ticket goes into its cookie. */
export const POST = jsonRoute(
  z.strictObject({ challengeId: id(), response: authenticationResponse }),
  async ({ challengeId, response }) => {
    const actor = systemActor("sign-in", await requestIp());
    const { token } = await tryAnswer(actor, async () => {
      const sent = { challengeId, purpose: "sign_in" as const, credentialId: response.id };
      const { challenge } = await takeChallenge(actor, sent);
      return provePasskey(actor, { challenge, response });
    });
    await setPendingCookie(token);
    return { done: true };
  },
);
