import { z } from "zod";
import { command, noTarget } from "@/lib/command";

/** So long a call is known by its id, in days: no sender repeats one later, and an old signature opens nothing. */
const KEPT_DAYS = 30;

/** So many at once: a transaction stays short. */
const BATCH = 10_000;

/**
 * Removes calls of HR systems that were taken more than thirty days ago; what came of them stands in the audit log for
 * good. Gives how many, and whether more are left. Nothing of the studio's changes, so it leaves no event.
 */
export const removeMessages = command({
  name: "sources.remove-messages",
  permission: "sources.remove-messages",
  timeoutMs: 60_000,
  input: z.strictObject({}),
  target: noTarget,
  allow: () => true,
  async change({ tx }) {
    const removed = await tx.$executeRaw`
      DELETE FROM "WebhookMessage" WHERE ("sourceId", "messageId") IN (
        SELECT "sourceId", "messageId" FROM "WebhookMessage"
        WHERE "receivedAt" < now() - make_interval(days => ${KEPT_DAYS}::int)
        ORDER BY "receivedAt" LIMIT ${BATCH})`;
    return { result: { removed, more: removed === BATCH }, audit: [] };
  },
});
