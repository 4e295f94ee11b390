import { z } from "zod";
import { lockAccount } from "@/lib/accounts/lock-account";
import { leavesAnOwner, roleOrder, rolesInWords } from "@/lib/accounts/rules";
import { requireWayInCommon } from "@/lib/accounts/way-in-common";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";

/**
 * Gives an account other roles; they count from its next request. Raises conflict for the last
 * owner, and for roles that no way to sign in counts for together.
 */
export const changeRoles = command({
  name: "accounts.change-roles",
  permission: "members.write",
  input: z.strictObject({
    accountId: id(),
    roles: z
      .array(z.enum(roleOrder), "Choose at least one role.")
      .min(1, "Choose at least one role.")
      .transform((roles) => [...new Set(roles)]),
  }),
  target: (tx, { accountId }) => lockAccount(tx, accountId),
  confirming: ({ target, input }) =>
    `change the roles of ${target.personName} to ${rolesInWords(input.roles)}`,
  allow: () => true,
  async change({ tx, actor, input, target }) {
    const stays = input.roles.includes("owner") || !target.roles.includes("owner");
    if (!stays && !leavesAnOwner(target.ownerIds, target.id)) {
      throw conflict(`${target.personName} is the last owner. Make somebody else an owner first.`);
    }
    const same =
      input.roles.length === target.roles.length && input.roles.every((r) => target.roles.includes(r));
    if (same) return { result: null, audit: [] };
    await requireWayInCommon(tx, target.personName, input.roles);
    await tx.account.update({
      where: { id: target.id },
      data: { roles: input.roles, updatedById: actor.personId },
    });
    return {
      result: null,
      audit: [
        {
          objectType: "account",
          objectId: target.id,
          objectName: target.personName,
          before: { roles: target.roles },
          after: { roles: input.roles },
        },
      ],
    };
  },
});
