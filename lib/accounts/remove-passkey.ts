import { z } from "zod";
import { endAfterChange } from "@/lib/accounts/end-after-change";
import { canBeLeftWith } from "@/lib/accounts/factor-rules";
import { lockFactors } from "@/lib/accounts/lock-factors";
import { tellHolder } from "@/lib/accounts/notices";
import { command } from "@/lib/command";
import { id } from "@/lib/input";

/**
 * Removes a passkey or security key of the actor's own. The sessions that began with it end in the same transaction,
 * and all others but the one that asks. Never the last strong one, nor one that the policy needs.
 */
export const removePasskey = command({
  name: "accounts.remove-passkey",
  permission: "factors.remove",
  input: z.strictObject({ passkeyId: id() }),
  target: async (tx, { passkeyId }, actor) => {
    const locked = await lockFactors(tx, actor);
    const passkey = locked?.keys.find((key) => key.id === passkeyId);
    return locked && passkey ? { ...locked, passkey } : null;
  },
  allow: ({ target: { factors, policy, passkey } }) =>
    canBeLeftWith({ ...factors, keys: factors.keys.filter(({ id }) => id !== passkey.id) }, factors, policy),
  confirming: ({ target }) => `remove “${target.passkey.name}”`,
  async change({ tx, actor, target: { accountId, passkey }, now }) {
    await tx.passkey.update({ where: { id: passkey.id }, data: { removedAt: now } });
    const ended = await endAfterChange(tx, actor, { reason: "a passkey was removed", passkeyId: passkey.id });

    const signedOut = actor.sessionId
      ? (await tx.session.count({ where: { id: actor.sessionId, passkeyId: passkey.id } })) > 0
      : false;
    return {
      result: { name: passkey.name, signedOut },
      jobs: await tellHolder(tx, accountId, {
        cause: `passkey ${passkey.id} removed`,
        subject: "A passkey was removed from your Keyholder account",
        happened: `The ${passkey.discoverable ? "passkey" : "security key"} “${passkey.name}” was removed: it opens nothing any more. Your other sessions have ended.`,
        at: now,
        ip: actor.ip,
      }),
      audit: [
        {
          objectType: "account",
          objectId: accountId,
          objectName: actor.name,
          before: { passkey: passkey.name },
          after: { sessionsEnded: ended },
        },
      ],
    };
  },
});
