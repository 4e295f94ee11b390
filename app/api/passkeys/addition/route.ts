import { revalidatePath } from "next/cache";
import { z } from "zod";
import { addPasskey } from "@/lib/accounts/add-passkey";
import { tryAnswer } from "@/lib/accounts/sign-in-tries";
import { takeChallenge } from "@/lib/accounts/take-challenge";
import { systemActor } from "@/lib/auth/actor";
import { registrationResponse } from "@/lib/auth/passkey-input";
import { requireAnyActor } from "@/lib/auth/session";
import { conflict } from "@/lib/errors";
import { id, line } from "@/lib/input";
import { jsonRoute } from "@/lib/route";

/** Takes another passkey, of the one who is signed in. */
export const POST = jsonRoute(
  z.strictObject({
    challengeId: id(),
    kind: z.enum(["passkey", "security_key"]),
    name: line(60),
    response: registrationResponse,
  }),
  async ({ challengeId, ...input }) => {
    const actor = await requireAnyActor();
    await tryAnswer(actor, async () => {
      const door = systemActor("sign-in", actor.ip);
      const { challenge, accountId } = await takeChallenge(door, { challengeId, purpose: "register" });
      if (!accountId) throw conflict("This was begun in another place. Begin again.");
      await addPasskey(actor, { ...input, challenge: { challenge, accountId } });
    });
    revalidatePath("/me");
    return { done: true };
  },
);
