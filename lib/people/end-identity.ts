import { z } from "zod";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";
import { lockIdentity } from "@/lib/people/lock";

/**
 * Ends an identity that is no longer used. Raises conflict while a key stands on it, and when it has ended.
 * Nobody ends an identity of their own: that would be ticking one's own removal (docs/rules.md).
 */
export const endIdentity = command({
  name: "people.end-identity",
  permission: "people.write",
  input: z.strictObject({ identityId: id() }),
  target: (tx, input) => lockIdentity(tx, input.identityId),
  allow: ({ actor, target }) =>
    !target.holders.some((holder) => holder.personId === actor.personId) ||
    "Nobody ends an identity of their own. Ask a colleague.",
  async change({ tx, actor, target, now }) {
    if (target.endedAt) throw conflict(`${target.address} has already ended.`);
    const keys = await tx.grant.count({ where: { identityId: target.id, closedAt: null } });
    if (keys > 0) {
      throw conflict(
        `${keys} ${keys === 1 ? "key stands" : "keys stand"} on ${target.address}. Have ${keys === 1 ? "it" : "them"} removed first.`,
      );
    }
    const by = actor.personId;
    await tx.identity.update({ where: { id: target.id }, data: { endedAt: now, updatedById: by } });
    await tx.identityHolder.updateMany({
      where: { identityId: target.id, endedAt: null },
      data: { endedAt: now, endedById: by },
    });
    return {
      result: { id: target.id, address: target.address },
      audit: [
        {
          objectType: "identity",
          objectId: target.id,
          objectName: target.address,
          after: { endedAt: now.toISOString() },
        },
      ],
    };
  },
});
