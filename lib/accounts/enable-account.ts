import { z } from "zod";
import { lockAccount } from "@/lib/accounts/lock-account";
import { requireWayInCommon } from "@/lib/accounts/way-in-common";
import { command } from "@/lib/command";
import { id } from "@/lib/input";

/**
 * Lets a disabled account sign in again, with the roles and passkeys that it had. Raises conflict where the policies no
 * longer have a way in common for these roles: they count only for who can sign in.
 */
export const enableAccount = command({
  name: "accounts.enable-account",
  permission: "members.write",
  input: z.strictObject({ accountId: id() }),
  target: (tx, { accountId }) => lockAccount(tx, accountId),
  confirming: ({ target }) => `enable the account of ${target.personName}`,
  allow: () => true,
  async change({ tx, actor, target }) {
    if (!target.disabledAt) return { result: null, audit: [] };
    await requireWayInCommon(tx, target.personName, target.roles);
    await tx.account.update({
      where: { id: target.id },
      data: { disabledAt: null, disabledById: null, updatedById: actor.personId },
    });
    return {
      result: null,
      audit: [
        {
          objectType: "account",
          objectId: target.id,
          objectName: target.personName,
          before: { disabled: true },
          after: { disabled: false, roles: target.roles },
        },
      ],
    };
  },
});
