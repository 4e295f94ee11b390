import { UTCDate } from "@date-fns/utc";
import { format } from "date-fns";
import { z } from "zod";
import { command } from "@/lib/command";
import { notify } from "@/lib/notify";

/** So many days before an engagement's last day its account manager is told. */
const TOLD_AHEAD = 14;

type Ending = { id: string; name: string; clientName: string; endsOn: Date; keys: number; tellIds: string[] };

/**
 * Tells the account managers of engagements (those who have a seat there; where none has, the security lead and owners)
 * that the last day is near: once for each day that was set. Nobody waits for it.
 */
export const tellOfEnds = command({
  name: "closings.tell-of-ends",
  permission: "closings.follow",
  input: z.strictObject({}),
  target: (tx) => tx.$queryRaw<Ending[]>`
    WITH lead AS (
      SELECT array_agg(a."personId") AS ids FROM "Account" a
      WHERE a.roles && ARRAY['owner', 'security_lead']::"Role"[] AND a."disabledAt" IS NULL AND a."breakGlassAt" IS NULL
        AND a."personId" IS NOT NULL
    )
    SELECT e.id, e.name, c.name AS "clientName", e."endsOn",
      (SELECT count(*)::int FROM "Grant" g WHERE g."engagementId" = e.id AND g."closedAt" IS NULL) AS keys,
      coalesce((SELECT array_agg(DISTINCT s."personId") FROM "Membership" s JOIN "Account" a ON a."personId" = s."personId"
        WHERE s."engagementId" = e.id AND s."endedAt" IS NULL AND 'account_manager' = ANY(a.roles)), lead.ids, '{}')
        AS "tellIds"
    FROM lead, "Engagement" e JOIN "Client" c ON c.id = e."clientId" AND c."endedAt" IS NULL
    WHERE e."endedAt" IS NULL AND e."endsOn" BETWEEN current_date AND current_date + ${TOLD_AHEAD}::int
      AND NOT EXISTS (SELECT 1 FROM "Closing" d WHERE d."clientId" = e."clientId" AND d."cancelledAt" IS NULL
        AND (d."engagementId" = e.id OR d."engagementId" IS NULL))
    ORDER BY e.id`,
  allow: () => true,
  async change({ tx, target: ending }) {
    const jobs = await notify(
      tx,
      ending.map((each) => ({
        personId: each.tellIds,
        kind: "engagement.ends",
        cause: `engagement ${each.id} ends ${each.endsOn.toISOString().slice(0, 10)}`,
        subject: `${each.clientName}: ${each.name} ends on ${format(new UTCDate(each.endsOn), "d MMMM yyyy")}`,
        text: `${each.keys === 1 ? "One key hangs" : `${each.keys} keys hang`} on it. Three days before its last day all of it goes on the worklist, to be taken back by the end of that day. If the work goes on, change the last day.`,
        href: `/engagements/${each.id}`,
      })),
    );
    return { result: { told: jobs.length > 0 ? ending.length : 0 }, jobs, audit: [] };
  },
});
