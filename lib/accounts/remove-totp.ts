import { z } from "zod";
import { endAfterChange } from "@/lib/accounts/end-after-change";
import { noticeOfApp } from "@/lib/accounts/factor-notices";
import { canBeLeftWith } from "@/lib/accounts/factor-rules";
import { lockFactors } from "@/lib/accounts/lock-factors";
import { tellHolder } from "@/lib/accounts/notices";
import { command } from "@/lib/command";
import { id } from "@/lib/input";

/** Removes an authenticator app of the actor's own, where another way in is left; the other sessions end. */
export const removeTotp = command({
  name: "accounts.remove-totp",
  permission: "factors.remove",
  input: z.strictObject({ totpId: id() }),
  target: async (tx, { totpId }, actor) => {
    const locked = await lockFactors(tx, actor);
    const app = locked?.apps.find((each) => each.id === totpId);
    return locked && app ? { ...locked, app } : null;
  },
  allow: ({ target: { factors, policy, app } }) =>
    canBeLeftWith({ ...factors, apps: factors.apps.filter(({ id }) => id !== app.id) }, factors, policy),
  confirming: ({ target }) => `remove the authenticator app “${target.app.name}”`,
  async change({ tx, actor, target: { accountId, app }, now }) {
    await tx.totp.update({ where: { id: app.id }, data: { removedAt: now } });
    const ended = await endAfterChange(tx, actor, { reason: "an authenticator app was removed" });
    return {
      result: { name: app.name },
      jobs: await tellHolder(tx, accountId, noticeOfApp("removed", app, now, actor.ip)),
      audit: [
        {
          objectType: "account",
          objectId: accountId,
          objectName: actor.name,
          before: { authenticatorApp: app.name },
          after: { sessionsEnded: ended },
        },
      ],
    };
  },
});
