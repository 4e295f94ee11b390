import { z } from "zod";
import { command } from "@/lib/command";
import { closeRequests } from "@/lib/requests/lock-items";
import { requestName } from "@/lib/requests/rules/words";

const BATCH = 1_000;

type Late = {
  id: string;
  requestId: string;
  number: number;
  clientId: string;
  personName: string;
  assetName: string;
};

/**
 * Closes the items of requests whose own time has run out (`AccessRequest.expiresAt`): no decision means no. What is
 * just being decided is left to its decider. Gives how many; the next run takes up to a thousand more.
 */
export const expireItems = command({
  name: "requests.expire-items",
  permission: "requests.expire",
  timeoutMs: 60_000,
  input: z.strictObject({}),
  target: (tx) => tx.$queryRaw<Late[]>`
      SELECT i.id, i."requestId", r.number, r."clientId", p.name AS "personName", a.name AS "assetName"
      FROM "RequestItem" i JOIN "AccessRequest" r ON r.id = i."requestId"
      JOIN "Person" p ON p.id = i."personId" JOIN "Asset" a ON a.id = i."assetId"
      WHERE i.state = 'waiting' AND r."closedAt" IS NULL AND r."expiresAt" <= now()
      ORDER BY i.id LIMIT ${BATCH} FOR UPDATE OF r, i SKIP LOCKED`,
  allow: () => true,
  async change({ tx, target: items, now }) {
    const ids = items.map((item) => item.id);
    await tx.requestItem.updateMany({ where: { id: { in: ids } }, data: { state: "expired" } });
    await closeRequests(tx, [...new Set(items.map((item) => item.requestId))], now);
    return {
      result: { expired: items.length },
      audit: items.map(({ requestId, number, clientId, personName, assetName }) => ({
        objectType: "request",
        objectId: requestId,
        objectName: `${requestName(number)}: ${personName} on ${assetName}`,
        clientId,
        reason: "Nobody decided it in time.",
        before: { state: "waiting" },
        after: { state: "expired" },
      })),
    };
  },
});
