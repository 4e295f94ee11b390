import { z } from "zod";
import { tellAdministrators } from "@/lib/accounts/administrators";
import { lockRecovery } from "@/lib/accounts/lock-recovery";
import { canCancel } from "@/lib/accounts/recovery-rules";
import { command } from "@/lib/command";
import { line } from "@/lib/input";

/** The holder of an account stops a recovery by the link in their mail, without signing in; once is enough. */
export const cancelRecovery = command({
  name: "accounts.cancel-recovery",
  permission: "accounts.sign-in",
  input: z.strictObject({ token: line(200) }),
  target: async (tx, { token }) => ({ found: await lockRecovery(tx, { cancel: token }) }),
  allow: ({ target: { found }, now }) => canCancel(found, now),
  async change({ tx, actor, target: { found }, now }) {
    if (!found) throw new Error("There is no case; `allow` has refused it.");
    await tx.recoveryCase.update({
      where: { id: found.id },
      data: { cancelledAt: now, cancelledBy: "the link in the mail" },
    });
    return {
      result: null,
      audit: [
        {
          objectType: "account",
          objectId: found.accountId,
          objectName: found.personName,
          after: { recovery: found.id, stoppedByMail: true },
        },
      ],
      jobs: await tellAdministrators(tx, {
        cause: `recovery ${found.id} stopped`,
        subject: `${found.personName} has stopped the recovery of their account`,
        text: `The link in the mail to ${found.personName} was used, from ${actor.ip ?? "an unknown address"}. Whoever asked for this recovery, and whoever confirmed it, was perhaps deceived: look into it before anybody asks again.`,
      }),
    };
  },
});
