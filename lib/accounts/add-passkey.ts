import { z } from "zod";
import { tellHolder } from "@/lib/accounts/notices";
import { refusedAs } from "@/lib/accounts/refused-as";
import { savePasskey } from "@/lib/accounts/save-passkey";
import type { Actor } from "@/lib/auth/actor";
import { registrationResponse } from "@/lib/auth/passkey-input";
import { verifyMadePasskey } from "@/lib/auth/verify-passkey";
import { command } from "@/lib/command";
import { id, line } from "@/lib/input";
import type { FactorSource } from "@/prisma/generated/enums";

/** From where a factor of one's own is bound: a recovery, or one's own page. */
const sourceOf = (actor: Actor): FactorSource => (actor.limit?.kind === "recovered" ? "recovery" : "own");

/**
 * Adds another passkey, or a security key as a second factor, to the actor's own account, for a challenge that was
 * opened for it and already taken. What the browser says a key is gives it no power: one that is not found without a
 * user name cannot open anything alone.
 */
export const addPasskey = command({
  name: "accounts.add-passkey",
  permission: "factors.finish",
  input: z.strictObject({
    name: line(60),
    kind: z.enum(["passkey", "security_key"]).default("passkey"),
    challenge: z.strictObject({ challenge: line(200), accountId: id() }),
    response: registrationResponse,
  }),
  target: async (tx, { challenge }) =>
    tx.account.findUnique({ where: { id: challenge.accountId }, select: { id: true } }),
  allow: ({ actor, target }) =>
    target.id === actor.accountId || "This passkey was begun in another account. Begin again.",
  async change({ tx, actor, input, target, now }) {
    const isPasskey = input.kind === "passkey";
    const what = isPasskey ? "passkey" : "security key";
    const about = { objectType: "account", objectId: target.id, objectName: actor.name };
    const made = await verifyMadePasskey(input.response, input.challenge.challenge).catch(refusedAs(about));
    const passkey = await savePasskey(tx, target.id, input.name, made, sourceOf(actor), isPasskey);
    return {
      result: { passkeyId: passkey.id },
      jobs: await tellHolder(tx, target.id, {
        cause: `passkey ${passkey.id} added`,
        subject: `A ${what} was added to your Keyholder account`,
        happened: isPasskey
          ? `The passkey “${passkey.name}” was added: from now on it signs in as you.`
          : `The security key “${passkey.name}” was added: from now on it is a second factor for you.`,
        at: now,
        ip: actor.ip,
      }),
      audit: [
        {
          ...about,
          after: {
            [isPasskey ? "passkey" : "securityKey"]: passkey.name,
            synced: made.backedUp,
            deviceBound: !made.backupEligible,
          },
        },
      ],
    };
  },
});
