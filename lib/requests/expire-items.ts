import { z } from "zod";
import { command } from "@/lib/command";
import { notify } from "@/lib/notify";
import { closeRequests } from "@/lib/requests/lock-items";
import { requestName } from "@/lib/requests/rules/words";

const BATCH = 1_000;

type Late = {
  id: string;
  requestId: string;
  number: number;
  clientId: string;
  clientName: string;
  requesterId: string;
  personName: string;
  assetName: string;
  /** The security lead has approved it, and the client has not answered. */
  unanswered: boolean;
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
      SELECT i.id, i."requestId", r.number, r."clientId", r."requesterId",
        c.name AS "clientName", p.name AS "personName", a.name AS "assetName",
        EXISTS (SELECT 1 FROM "LeadApproval" l WHERE l."itemId" = i.id)
          AND NOT EXISTS (SELECT 1 FROM "ClientAnswer" n WHERE n."itemId" = i.id) AS unanswered
      FROM "RequestItem" i JOIN "AccessRequest" r ON r.id = i."requestId"
      JOIN "Client" c ON c.id = r."clientId"
      JOIN "Person" p ON p.id = i."personId" JOIN "Asset" a ON a.id = i."assetId"
      WHERE i.state = 'waiting' AND r."closedAt" IS NULL AND r."expiresAt" <= now()
      ORDER BY i.id LIMIT ${BATCH} FOR UPDATE OF r, i SKIP LOCKED`,
  allow: () => true,
  async change({ tx, target: items, now }) {
    const ids = items.map((item) => item.id);
    await tx.requestItem.updateMany({ where: { id: { in: ids } }, data: { state: "expired" } });
    await closeRequests(tx, [...new Set(items.map((item) => item.requestId))], now);
    const requests = new Map(items.map((item) => [item.requestId, item]));
    const jobs = await notify(
      tx,
      [...requests.values()].map(({ requestId, number, clientName, requesterId, unanswered }) => ({
        personId: requesterId,
        kind: "request.decided",
        cause: `request ${requestId} ran out`,
        subject: `${requestName(number)} for ${clientName}: ${unanswered ? "the client did not answer" : "nobody decided it"} in time`,
        text: "It is closed, and gives nothing. Ask anew if it is still needed.",
        href: `/requests/${requestId}`,
      })),
    );
    return {
      jobs,
      result: { expired: items.length },
      audit: items.map(({ requestId, number, clientId, clientName, personName, assetName, unanswered }) => ({
        objectType: "request",
        objectId: requestId,
        objectName: `${requestName(number)}: ${personName} on ${assetName}`,
        clientId,
        reason: unanswered ? `${clientName} did not answer in time.` : "Nobody decided it in time.",
        before: { state: "waiting" },
        after: { state: "expired" },
      })),
    };
  },
});
