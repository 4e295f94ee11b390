import { z } from "zod";
import { command, noTarget } from "@/lib/command";
import { DRAFT_DAYS } from "@/lib/requests/rules/draft";

/**
 * Removes drafts that nobody has changed for ninety days, and those of people who have left; none on whom a legal hold
 * stands. Gives how many. Nothing
 * of the studio's changes, so it leaves no event.
 */
export const removeDrafts = command({
  name: "requests.remove-drafts",
  permission: "requests.expire",
  timeoutMs: 60_000,
  input: z.strictObject({}),
  target: noTarget,
  allow: () => true,
  async change({ tx }) {
    const removed = await tx.$executeRaw`
      DELETE FROM "RequestDraft" d USING "Person" p
      WHERE p.id = d."personId" AND (d."changedAt" < now() - make_interval(days => ${DRAFT_DAYS}::int)
        OR p."endedAt" IS NOT NULL OR (p."accessEndsAt" <= now() AND p."awaySince" IS NULL))
        AND NOT EXISTS (SELECT 1 FROM "LegalHold" h WHERE h."personId" = p.id AND h."liftedAt" IS NULL)`;
    return { result: { removed }, audit: [] };
  },
});
