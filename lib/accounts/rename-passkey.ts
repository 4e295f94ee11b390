import { z } from "zod";
import { command } from "@/lib/command";
import { id, line } from "@/lib/input";

/** Gives a passkey or security key of the actor's own another name. */
export const renamePasskey = command({
  name: "accounts.rename-passkey",
  permission: "factors.remove",
  input: z.strictObject({ passkeyId: id(), name: line(60) }),
  target: async (tx, { passkeyId }, { accountId }) =>
    accountId
      ? tx.passkey.findFirst({
          where: { id: passkeyId, accountId, removedAt: null },
          select: { id: true, name: true, accountId: true },
        })
      : null,
  allow: () => true,
  confirming: ({ target, input }) => `rename “${target.name}” to “${input.name}”`,
  async change({ tx, actor, input: { name }, target }) {
    if (name === target.name) return { result: null, audit: [] };
    await tx.passkey.update({ where: { id: target.id }, data: { name } });
    const about = { objectType: "account", objectId: target.accountId, objectName: actor.name };
    return {
      result: null,
      audit: [{ ...about, before: { passkey: target.name }, after: { passkey: name } }],
    };
  },
});
