import { z } from "zod";
import { provePasskey } from "@/lib/accounts/prove-passkey";
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
    const { challenge } = await takeChallenge(actor, { challengeId, purpose: "sign_in" });
    const { token } = await provePasskey(actor, { challenge, response });
    await setPendingCookie(token);
    return { done: true };
  },
);
