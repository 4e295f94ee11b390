import { z } from "zod";
import { command, noTarget } from "@/lib/command";

/** So long what somebody was told stands in the app, in days; what came of it stands in the audit log for good. */
const KEPT_DAYS = 400;

/** So many at once: a transaction stays short. */
const BATCH = 10_000;

/**
 * Removes what people were told more than four hundred days ago, but of nobody on whom a legal hold stands. Gives how many, and whether more are left. Nothing of
 * the studio's changes, so it leaves no event.
 */
export const removeNotices = command({
  name: "notifications.remove-notices",
  permission: "mail.deliver",
  timeoutMs: 60_000,
  input: z.strictObject({}),
  target: noTarget,
  allow: () => true,
  async change({ tx }) {
    const removed = await tx.$executeRaw`
      DELETE FROM "Notification" WHERE id IN (
        SELECT id FROM "Notification" n WHERE "createdAt" < now() - make_interval(days => ${KEPT_DAYS}::int)
          AND NOT EXISTS (SELECT 1 FROM "LegalHold" h WHERE h."personId" = n."personId" AND h."liftedAt" IS NULL)
        ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`;
    return { result: { removed, more: removed === BATCH }, audit: [] };
  },
});
