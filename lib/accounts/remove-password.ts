import { z } from "zod";
import { endAfterChange } from "@/lib/accounts/end-after-change";
import { canBeLeftWith } from "@/lib/accounts/factor-rules";
import { lockFactors } from "@/lib/accounts/lock-factors";
import { tellHolder } from "@/lib/accounts/notices";
import { command } from "@/lib/command";

/** Removes the actor's password, where another way in is left; the other sessions end. */
export const removePassword = command({
  name: "accounts.remove-password",
  permission: "factors.remove",
  input: z.strictObject({}),
  target: async (tx, _input, actor) => {
    const locked = await lockFactors(tx, actor);
    return locked?.factors.password ? locked : null;
  },
  allow: ({ target: { factors, policy } }) => canBeLeftWith({ ...factors, password: false }, factors, policy),
  confirming: () => "remove your password",
  async change({ tx, actor, target: { accountId }, now }) {
    await tx.password.delete({ where: { accountId } });
    const ended = await endAfterChange(tx, actor, { reason: "the password was removed" });
    return {
      result: null,
      jobs: await tellHolder(tx, accountId, {
        cause: `password of ${accountId} removed ${now.toISOString()}`,
        subject: "The password of your Keyholder account was removed",
        happened: "Your password was removed: it opens nothing any more. Your other sessions have ended.",
        at: now,
        ip: actor.ip,
      }),
      audit: [
        {
          objectType: "account",
          objectId: accountId,
          objectName: actor.name,
          before: { password: "set" },
          after: { password: "none", sessionsEnded: ended },
        },
      ],
    };
  },
});
