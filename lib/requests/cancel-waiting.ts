import type { AuditEntry } from "@/lib/audit/event";
import type { Prisma, Tx } from "@/lib/db";
import { closeRequests, lockItems } from "@/lib/requests/lock-items";
import { requestName } from "@/lib/requests/rules/words";

/** Each cancelled item, as whoever cancels counts it. */
export type CancelledItems = { cancelled: { itemId: string; requestId: string; personId: string }[] };

/** Cancels the waiting items of `where`, under lock, and closes their requests: a constant number of statements. */
export async function cancelWaiting(
  tx: Tx,
  where: Prisma.RequestItemWhereInput,
  { reason, now }: { reason: string; now: Date },
): Promise<{ result: CancelledItems; audit: AuditEntry[] }> {
  const found = await tx.requestItem.findMany({
    where: { ...where, state: "waiting" },
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
    data: { state: "cancelled", decisionReason: reason },
  });
  await closeRequests(
    tx,
    items.map((item) => item.requestId),
    now,
  );
  return {
    result: {
      cancelled: items.map(({ id: itemId, requestId, personId }) => ({ itemId, requestId, personId })),
    },
    audit: items.map((item) => ({
      objectType: "request",
      objectId: item.requestId,
      objectName: `${requestName(item.request.number)}: ${item.person.name} on ${item.asset.name}`,
      clientId: item.request.clientId,
      reason,
      before: { state: "waiting" },
      after: { state: "cancelled" },
    })),
  };
}
