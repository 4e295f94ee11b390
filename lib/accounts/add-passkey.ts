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

/** Adds another passkey to the actor's own account, for a challenge that was opened for it and already taken. */
export const addPasskey = command({
  name: "accounts.add-passkey",
  permission: "factors.finish",
  input: z.strictObject({
    name: line(60),
    challenge: z.strictObject({ challenge: line(200), accountId: id() }),
    response: registrationResponse,
  }),
  target: async (tx, { challenge }) =>
    tx.account.findUnique({ where: { id: challenge.accountId }, select: { id: true } }),
  allow: ({ actor, target }) =>
    target.id === actor.accountId || "This passkey was begun in another account. Begin again.",
  async change({ tx, actor, input, target, now }) {
    const about = { objectType: "account", objectId: target.id, objectName: actor.name };
    const made = await verifyMadePasskey(input.response, input.challenge.challenge).catch(refusedAs(about));
    const passkey = await savePasskey(tx, target.id, input.name, made, sourceOf(actor));
    return {
      result: { passkeyId: passkey.id },
      jobs: await tellHolder(tx, target.id, {
        cause: `passkey ${passkey.id} added`,
        subject: "A passkey was added to your Keyholder account",
        happened: `The passkey “${passkey.name}” was added: from now on it signs in as you.`,
        at: now,
        ip: actor.ip,
      }),
      audit: [
        {
          ...about,
          after: { passkey: passkey.name, synced: made.backedUp, deviceBound: !made.backupEligible },
        },
      ],
    };
  },
});
