import { z } from "zod";
import { command } from "@/lib/command";
import { openLate } from "@/lib/lifecycle/open-late";
import { reopenDeparture } from "@/lib/lifecycle/reopen-departure";

/**
 * Opens a departure, with an alarm, for the next person whose stay was ended without one and of whom the register shows
 * a key since (an import, a record): what it shows is then taken back as of everybody who has left. One person at a
 * time; `more` while there may be others. Of several servers at once each takes another one.
 */
export const openForFound = command({
  name: "lifecycle.open-for-found",
  permission: "departures.reopen",
  input: z.strictObject({}),
  async target(tx) {
    const [found] = await tx.$queryRaw<{ id: string; name: string; endedAt: Date; places: string }[]>`
      SELECT p.id, p.name, p."endedAt", seen.places
      FROM "Person" p
      JOIN LATERAL (
        SELECT string_agg(DISTINCT a.name, ', ') AS places FROM "Grant" g JOIN "Asset" a ON a.id = g."assetId"
        WHERE g."personId" = p.id AND g.state IN ('to_grant', 'invited', 'active')
      ) seen ON seen.places IS NOT NULL
      WHERE p."endedAt" IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM "Departure" d WHERE d."personId" = p.id AND d."cancelledAt" IS NULL)
      ORDER BY p.id LIMIT 1 FOR UPDATE OF p SKIP LOCKED`;
    return { found: found ?? null };
  },
  allow: () => true,
  async change({ tx, actor, target: { found }, now }) {
    if (!found) return { result: { more: false as boolean, opened: 0 }, audit: [] };
    const by = { now, byId: actor.personId };
    const departure = await openLate(tx, found, by);
    const reason = `${found.name} still stands in the list of ${found.places}.`;
    return { result: { more: true, opened: 1 }, ...(await reopenDeparture(tx, departure, reason, by)) };
  },
});
