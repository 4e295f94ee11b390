import { z } from "zod";
import { command, noTarget } from "@/lib/command";
import { id, paragraph } from "@/lib/input";
import { closeRequests, lockItems } from "@/lib/requests/lock-items";
import { requestName } from "@/lib/requests/rules/words";

/** Each cancelled item, as a departure counts it. */
export type CancelledItems = { cancelled: { itemId: string; requestId: string; personId: string }[] };

/**
 * Cancels what waits for these people to hold: they depart, and nobody decides it any more. In a constant number
 * of statements. Cancels nothing when nothing waits. What they asked for others stays, to be handed over.
 */
export const cancelItemsOf = command({
  name: "requests.cancel-items-of",
  permission: "departures.start",
  input: z.strictObject({ personIds: z.array(id()).min(1).max(1000), reason: paragraph(500) }),
  target: noTarget,
  allow: () => true,
  async change({ tx, input, now }) {
    const found = await tx.requestItem.findMany({
      where: { personId: { in: input.personIds }, state: "waiting" },
      select: { id: true },
    });
    const locked = await lockItems(tx, { itemIds: found.map((item) => item.id) });
    const items = await tx.requestItem.findMany({
      where: { id: { in: locked }, state: "waiting" },
      select: {
        id: true,
        requestId: true,
        personId: true,
        person: { select: { name: true } },
        asset: { select: { name: true } },
        request: { select: { number: true, clientId: true } },
      },
      orderBy: { id: "asc" },
    });
    await tx.requestItem.updateMany({
      where: { id: { in: items.map((item) => item.id) } },
      data: { state: "cancelled", decisionReason: input.reason },
    });
    await closeRequests(
      tx,
      items.map((item) => item.requestId),
      now,
    );
    const cancelled = items.map(({ id: itemId, requestId, personId }) => ({ itemId, requestId, personId }));
    return {
      result: { cancelled } satisfies CancelledItems,
      audit: items.map((item) => ({
        objectType: "request",
        objectId: item.requestId,
        objectName: `${requestName(item.request.number)}: ${item.person.name} on ${item.asset.name}`,
        clientId: item.request.clientId,
        reason: input.reason,
        before: { state: "waiting" },
        after: { state: "cancelled" },
      })),
    };
  },
});
