import { z } from "zod";
import { command } from "@/lib/command";
import { Prisma } from "@/lib/db";
import { conflict } from "@/lib/errors";
import { id, paragraph } from "@/lib/input";
import { closeRequests, lockItems } from "@/lib/requests/lock-items";
import { readItems } from "@/lib/requests/read-items";
import { canWithdraw, seesAll } from "@/lib/requests/rules/who-may";
import { requestName } from "@/lib/requests/rules/words";

/**
 * Takes back what still waits of one's own request. What has been decided stays. Raises conflict when nothing
 * waits any more.
 */
export const withdrawRequest = command({
  name: "requests.withdraw-request",
  permission: "requests.ask",
  input: z.strictObject({ requestId: id(), reason: paragraph(500).optional() }),
  async target(tx, input, actor) {
    const ids = await lockItems(tx, { requestId: input.requestId });
    const items = await readItems(tx, Prisma.sql`i.id = ANY(${ids}::uuid[])`);
    const [first] = items;
    const concerns = (item: { requesterId: string; personId: string }) =>
      item.requesterId === actor.personId || item.personId === actor.personId;
    return first && (seesAll(actor) || items.some(concerns)) ? { first, items } : null;
  },
  // Whose it is; that something waits is the change's to say, as a conflict.
  allow: ({ actor, target }) =>
    canWithdraw(actor, { requesterId: target.first.requesterId, state: "waiting" }),
  async change({ tx, input, target, now }) {
    const waiting = target.items.filter((item) => item.state === "waiting");
    const { first } = target;
    if (waiting.length === 0)
      throw conflict(
        `Nothing of ${requestName(first.number)} waits any more, so there is nothing to withdraw.`,
      );
    await tx.requestItem.updateMany({
      where: { id: { in: waiting.map((item) => item.id) } },
      data: { state: "withdrawn", decisionReason: input.reason ?? null },
    });
    await closeRequests(tx, [first.requestId], now);
    return {
      result: { id: first.requestId, number: first.number, items: waiting.length },
      audit: [
        {
          objectType: "request",
          objectId: first.requestId,
          objectName: `${requestName(first.number)}: ${first.requesterName} for ${first.clientName}`,
          clientId: first.clientId,
          reason: input.reason ?? null,
          before: { waiting: waiting.length },
          after: { withdrawn: waiting.map((item) => `${item.holder.name} on ${item.asset.name}`) },
        },
      ],
    };
  },
});
