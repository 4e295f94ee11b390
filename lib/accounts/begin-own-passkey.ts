import { z } from "zod";
import { openChallenge } from "@/lib/accounts/open-challenge";
import { systemActor } from "@/lib/auth/actor";
import { command } from "@/lib/command";

/**
 * Opens the challenge for another passkey of the actor's own account. This is where the proof is asked for: what the
 * browser then makes belongs to this challenge alone (`accounts.add-passkey`).
 */
export const beginOwnPasskey = command({
  name: "accounts.begin-own-passkey",
  permission: "factors.add",
  secretResult: true,
  input: z.strictObject({ kind: z.enum(["passkey", "security_key"]).default("passkey") }),
  target: async (_tx, _input, { accountId }) => (accountId ? { accountId } : null),
  allow: () => true,
  confirming: ({ input }) => (input.kind === "passkey" ? "add a passkey" : "add a security key"),
  async change({ tx, actor, target: { accountId } }) {
    const door = systemActor("sign-in", actor.ip);
    const { id, challenge } = await openChallenge.within(tx, door, { purpose: "register", accountId });
    return { result: { challengeId: id, challenge }, audit: [] };
  },
});
