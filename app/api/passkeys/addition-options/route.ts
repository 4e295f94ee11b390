import { z } from "zod";
import { beginOwnPasskey } from "@/lib/accounts/begin-own-passkey";
import { countOwnChallenge } from "@/lib/accounts/count-own-challenge";
import { getForNewPasskey } from "@/lib/accounts/own-queries";
import { registrationOptions } from "@/lib/accounts/passkey-options";
import { requireAnyActor } from "@/lib/auth/session";
import { jsonRoute } from "@/lib/route";

const kind = z.enum(["passkey", "security_key"]);

/** Begins another passkey, for the one who is signed in and has just confirmed it. */
export const POST = jsonRoute(z.strictObject({ kind }), async (input) => {
  const actor = await requireAnyActor();
  await countOwnChallenge(actor);
  const { challengeId, challenge } = await beginOwnPasskey(actor, input);
  const { accountId: _, ...account } = await getForNewPasskey(actor);
  return { challengeId, options: await registrationOptions({ challenge, kind: input.kind, ...account }) };
});
