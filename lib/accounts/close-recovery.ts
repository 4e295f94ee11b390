import { z } from "zod";
import { lockRecovery } from "@/lib/accounts/lock-recovery";
import { tellHolder } from "@/lib/accounts/notices";
import { isOpen } from "@/lib/accounts/recovery-rules";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id, line } from "@/lib/input";

/** An administrator refuses a recovery, or stops one that others have confirmed. Nobody comes in by it any more. */
export const closeRecovery = command({
  name: "accounts.close-recovery",
  permission: "recovery.help",
  input: z.strictObject({ caseId: id(), reason: line(300) }),
  target: (tx, { caseId }) => lockRecovery(tx, { id: caseId }),
  confirming: ({ target }) => `close the recovery of ${target.personName}`,
  allow: () => true,
  async change({ tx, actor, input, target, now }) {
    if (target.cancelledAt) return { result: null, audit: [] };
    const open = isOpen(target, now);
    if (open !== true) throw conflict(open);
    await tx.recoveryCase.update({
      where: { id: target.id },
      data: { cancelledAt: now, cancelledBy: actor.name },
    });
    const about = { objectType: "account", objectId: target.accountId, objectName: target.personName };
    const jobs = target.firstAt
      ? await tellHolder(tx, target.accountId, {
          cause: `recovery ${target.id} closed`,
          subject: "The recovery of your Keyholder account is stopped",
          happened: `${actor.name} has stopped it: ${input.reason}`,
          at: now,
          ip: null,
          ifNot: ["If you still cannot sign in, call an administrator and ask again."],
        })
      : [];
    return {
      result: null,
      audit: [{ ...about, reason: input.reason, after: { recovery: target.id, closed: true } }],
      jobs,
    };
  },
});
