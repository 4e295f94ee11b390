import type { AuditEntry } from "@/lib/audit/event";
import type { Tx } from "@/lib/db";

type Cancelled = { itemId: string; number: number; assetName: string; clientId: string };

/**
 * Cancels what waits for a decision for this person: nobody decides it any more. One statement, however many; a
 * request without anything left to decide is closed. Gives how many, with their audit.
 */
export async function cancelRequestsFor(
  tx: Tx,
  person: { id: string; name: string },
  reason: string,
  now: Date,
): Promise<{ cancelled: number; audit: AuditEntry[] }> {
  const items = await tx.$queryRaw<Cancelled[]>`
    WITH gone AS (
      UPDATE "RequestItem" SET state = 'cancelled', "decisionReason" = ${reason}
      WHERE "personId" = ${person.id}::uuid AND state = 'waiting'
      RETURNING id, "requestId", "assetId"
    ), closed AS (
      UPDATE "AccessRequest" q SET "closedAt" = ${now}::timestamptz
      WHERE q.id IN (SELECT "requestId" FROM gone) AND q."closedAt" IS NULL
        AND NOT EXISTS (SELECT 1 FROM "RequestItem" i WHERE i."requestId" = q.id AND i.state = 'waiting'
          AND i.id NOT IN (SELECT id FROM gone))
    )
    SELECT gone.id AS "itemId", q.number, a.name AS "assetName", q."clientId"
    FROM gone JOIN "AccessRequest" q ON q.id = gone."requestId" JOIN "Asset" a ON a.id = gone."assetId"
    ORDER BY q.number, a.name`;
  return {
    cancelled: items.length,
    audit: items.map((item) => ({
      objectType: "request_item",
      objectId: item.itemId,
      objectName: `R-${item.number}: ${person.name} on ${item.assetName}`,
      clientId: item.clientId,
      before: { state: "waiting" },
      after: { state: "cancelled" },
      reason,
    })),
  };
}
