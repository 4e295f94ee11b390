import { z } from "zod";
import { matchOwnPassword } from "@/lib/accounts/match-own-password";
import { proveStepUpByPassword } from "@/lib/accounts/prove-step-up-by-password";
import { tryStepUp } from "@/lib/accounts/try-step-up";
import { requireAnyActor } from "@/lib/auth/session";
import { id, line } from "@/lib/input";
import { jsonRoute } from "@/lib/route";

/** Takes password and code that confirm an action of one's own factors, where the account has no passkey. */
export const POST = jsonRoute(
  z.strictObject({
    stepUpId: id(),
    // As it was typed, whatever it is: only the rule for a new password looks at it.
    password: z.string().min(1, "Fill this in.").max(1_000),
    code: line(20),
  }),
  async ({ stepUpId, password, code }) => {
    const actor = await requireAnyActor();
    await tryStepUp(actor, async () => {
      const matched = await matchOwnPassword(actor, password);
      await proveStepUpByPassword(actor, { stepUpId, matched, code });
    });
    return { done: true };
  },
);
