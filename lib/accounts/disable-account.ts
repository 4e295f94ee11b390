import { z } from "zod";
import { lockAccount } from "@/lib/accounts/lock-account";
import { leavesAnOwner } from "@/lib/accounts/rules";
import { endSessionsOf } from "@/lib/auth/end-sessions";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id, line } from "@/lib/input";

/** Disables an account: its sessions end in this moment, its passkeys open nothing. Never the last owner's. */
export const disableAccount = command({
  name: "accounts.disable-account",
  permission: "members.write",
  input: z.strictObject({ accountId: id(), reason: line(300) }),
  target: (tx, { accountId }) => lockAccount(tx, accountId),
  confirming: ({ target }) => `disable the account of ${target.personName}`,
  allow: () => true,
  async change({ tx, actor, input, target, now }) {
    if (target.disabledAt) return { result: null, audit: [] };
    if (target.roles.includes("owner") && !leavesAnOwner(target.ownerIds, target.id)) {
      throw conflict(`${target.personName} is the last owner. Make somebody else an owner first.`);
    }
    await tx.account.update({
      where: { id: target.id },
      data: { disabledAt: now, disabledById: actor.personId, updatedById: actor.personId },
    });
    const ended = await endSessionsOf(tx, { personIds: [target.personId] }, "account disabled");
    return {
      result: null,
      audit: [
        {
          objectType: "account",
          objectId: target.id,
          objectName: target.personName,
          reason: input.reason,
          after: { disabled: true, sessionsEnded: ended },
        },
      ],
    };
  },
});
