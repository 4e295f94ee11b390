import { z } from "zod";
import { acceptLink } from "@/lib/accounts/accept-link";
import { tryAnswer } from "@/lib/accounts/sign-in-tries";
import { takeChallenge } from "@/lib/accounts/take-challenge";
import { systemActor } from "@/lib/auth/actor";
import { registrationResponse } from "@/lib/auth/passkey-input";
import { setPendingCookie } from "@/lib/auth/pending-cookie";
import { requestIp, requestUserAgent } from "@/lib/auth/request";
import { conflict } from "@/lib/errors";
import { email, id, line } from "@/lib/input";
import { jsonRoute } from "@/lib/route";

/** Takes an account's first passkey: the link is used, the account begins, its ticket goes into the cookie. */
export const POST = jsonRoute(
  z.strictObject({
    token: line(200),
    challengeId: id(),
    name: line().optional(),
    email: email().optional(),
    response: registrationResponse,
  }),
  async ({ challengeId, ...input }) => {
    const actor = systemActor("sign-in", await requestIp());
    const userAgent = await requestUserAgent();
    const { token } = await tryAnswer(actor, async () => {
      const taken = await takeChallenge(actor, { challengeId, purpose: "register" });
      const { challenge, linkId, userHandle } = taken;
      if (!linkId || !userHandle) throw conflict("This was begun in another place. Open the link again.");
      return acceptLink(actor, { ...input, challenge: { challenge, linkId, userHandle }, userAgent });
    });
    await setPendingCookie(token);
    return { done: true };
  },
);
