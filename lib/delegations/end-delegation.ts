import { z } from "zod";
import { command } from "@/lib/command";
import { endedNotices } from "@/lib/delegations/rules/notices";
import { canEndDelegation } from "@/lib/delegations/rules/who-may";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";
import { notify } from "@/lib/notify";

/**
 * Ends a delegation before its time, or before it has begun: whoever handed on, whoever stands in, or an owner. A
 * decision that is being made in this moment is made before it, or not at all. Both are told. Raises conflict when it
 * is over.
 */
export const endDelegation = command({
  name: "delegations.end-delegation",
  permission: "delegations.end",
  input: z.strictObject({ delegationId: id() }),
  async target(tx, { delegationId }) {
    await tx.$queryRaw`SELECT id FROM "Delegation" WHERE id = ${delegationId}::uuid FOR UPDATE`;
    return tx.delegation.findUnique({
      where: { id: delegationId },
      include: { delegator: { select: { name: true } }, delegate: { select: { name: true } } },
    });
  },
  allow: ({ actor, target }) => canEndDelegation(actor, target),
  async change({ tx, actor, target, now }) {
    if (target.endedAt || target.endsAt <= now) throw conflict("This delegation is over already.");
    await tx.delegation.update({
      where: { id: target.id },
      data: { endedAt: now, endedById: actor.personId, endedBecause: "ended" },
    });
    const told = { ...target, delegatorName: target.delegator.name, delegateName: target.delegate.name };
    return {
      result: { delegate: told.delegateName, delegator: told.delegatorName },
      jobs: await notify(tx, endedNotices(told, "ended", actor.name)),
      audit: [
        {
          objectType: "delegation",
          objectId: target.id,
          objectName: `${told.delegateName}, in place of ${told.delegatorName}`,
          before: { until: target.endsAt.toISOString() },
          after: { until: now.toISOString() },
        },
      ],
    };
  },
});
