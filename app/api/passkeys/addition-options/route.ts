import { z } from "zod";
import { openChallenge } from "@/lib/accounts/open-challenge";
import { getForNewPasskey } from "@/lib/accounts/own-queries";
import { registrationOptions } from "@/lib/accounts/passkey-options";
import { systemActor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { jsonRoute } from "@/lib/route";

/** Begins another passkey, for the one who is signed in. */
export const POST = jsonRoute(z.strictObject({}), async () => {
  const actor = await requireActor();
  const { accountId, ...account } = await getForNewPasskey(actor);
  const { id, challenge } = await openChallenge(systemActor("sign-in", actor.ip), {
    purpose: "register",
    accountId,
  });
  return { challengeId: id, options: await registrationOptions({ challenge, ...account }) };
});
