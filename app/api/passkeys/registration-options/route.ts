import { z } from "zod";
import { openChallenge } from "@/lib/accounts/open-challenge";
import { registrationOptions } from "@/lib/accounts/passkey-options";
import { tryLink } from "@/lib/accounts/try-link";
import { systemActor } from "@/lib/auth/actor";
import { requestIp } from "@/lib/auth/request";
import { email, line } from "@/lib/input";
import { jsonRoute } from "@/lib/route";

/** Begins an account's first passkey, for the holder of a one-time link. */
export const POST = jsonRoute(
  z.strictObject({ token: line(200), name: line().optional(), email: email().optional() }),
  async (input) => {
    const actor = systemActor("sign-in", await requestIp());
    const link = await tryLink(actor, input.token);
    const { id, challenge, userHandle } = await openChallenge(actor, {
      purpose: "register",
      linkId: link.id,
    });
    const name = link.name ?? input.name ?? "";
    const options = await registrationOptions({
      challenge,
      userHandle: userHandle ?? new Uint8Array(),
      name,
      email: link.email ?? input.email ?? name,
      exclude: [],
    });
    return { challengeId: id, options };
  },
);
