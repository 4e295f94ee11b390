import { z } from "zod";
import { startClosing } from "@/lib/closings/start-closing";
import { command } from "@/lib/command";

/** So many days before the last moment the keys go on the worklist, so that they are gone by then. */
const STARTED_AHEAD = 3;

/**
 * Starts the closing of the next engagement whose last day is near, or past: due by the end of that day. One at a
 * time, so that a transaction stays short; `more` while there may be others. Of several servers at once each takes
 * another one.
 */
export const beginEnds = command({
  name: "closings.begin-ends",
  permission: "closings.follow",
  timeoutMs: 60_000,
  input: z.strictObject({}),
  // A closing that was cancelled since the day was set is not begun again: the day is changed first.
  target: async (tx) => {
    const [due] = await tx.$queryRaw<{ id: string; clientId: string; lastMoment: Date }[]>`
      SELECT e.id, e."clientId", (e."endsOn" + 1)::timestamp AT TIME ZONE 'UTC' AS "lastMoment"
      FROM "Engagement" e JOIN "Client" c ON c.id = e."clientId" AND c."endedAt" IS NULL
      WHERE e."endedAt" IS NULL
        AND (e."endsOn" + 1)::timestamp AT TIME ZONE 'UTC' <= now() + make_interval(days => ${STARTED_AHEAD})
        AND NOT EXISTS (SELECT 1 FROM "Closing" d WHERE d."clientId" = e."clientId"
          AND (d."engagementId" = e.id OR d."engagementId" IS NULL) AND d."certifiedAt" IS NULL
          AND (d."cancelledAt" IS NULL OR d."cancelledAt" > e."updatedAt"))
      ORDER BY e."endsOn", e.id LIMIT 1 FOR UPDATE OF e SKIP LOCKED`;
    return { due: due ?? null };
  },
  allow: () => true,
  async change({ tx, actor, target: { due }, now }) {
    if (!due) return { result: { more: false as boolean, begun: 0 }, audit: [] };
    // Where Keyholder learns of a day that is long past, the work is due as of now.
    const isLate = now.getTime() - due.lastMoment.getTime() > 89 * 86_400_000;
    await startClosing.within(tx, actor, {
      clientId: due.clientId,
      engagementId: due.id,
      lastMoment: isLate ? now : due.lastMoment,
    });
    // The audit has it as start-closing.
    return { result: { more: true, begun: 1 }, audit: [] };
  },
});
