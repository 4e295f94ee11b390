import { z } from "zod";
import { command } from "@/lib/command";
import { lockDeparture } from "@/lib/lifecycle/departure-row";
import { reopenDeparture } from "@/lib/lifecycle/reopen-departure";
import { departureDue } from "@/lib/lifecycle/rules/due-times";
import { endGrants } from "@/lib/register/end-grants";

/**
 * Reopens the departure of the next person of whom the register shows a key that was found after their certificate (an
 * import, a record), and puts the key on its checklist, due as for a termination. One person at a time, so that a
 * transaction stays short; `more` while there may be others. Of several servers at once each takes another one.
 */
export const reopenSeen = command({
  name: "lifecycle.reopen-seen",
  permission: "departures.reopen",
  timeoutMs: 60_000,
  input: z.strictObject({}),
  async target(tx) {
    const [found] = await tx.$queryRaw<{ id: string; grantIds: string[]; places: string }[]>`
      SELECT d.id, seen."grantIds", seen.places
      FROM "Departure" d JOIN "Person" p ON p.id = d."personId" AND p."endedAt" IS NOT NULL
      JOIN LATERAL (
        SELECT array_agg(g.id ORDER BY g.id) AS "grantIds", string_agg(DISTINCT a.name, ', ') AS places
        FROM "Grant" g JOIN "Asset" a ON a.id = g."assetId"
        WHERE g."personId" = p.id AND g."closedAt" IS NULL AND g.state IN ('to_grant', 'invited', 'active')
      ) seen ON seen."grantIds" IS NOT NULL
      WHERE d."cancelledAt" IS NULL
        AND NOT EXISTS (SELECT 1 FROM "Departure" o WHERE o."personId" = p.id AND o.number > d.number
          AND o."cancelledAt" IS NULL)
      ORDER BY d.id LIMIT 1 FOR UPDATE OF d SKIP LOCKED`;
    const departure = found ? await lockDeparture(tx, found.id) : null;
    return { found: found && departure ? { ...found, departure } : null };
  },
  allow: () => true,
  async change({ tx, actor, target: { found }, now }) {
    if (!found) return { result: { more: false as boolean, reopened: 0 }, audit: [] };
    const { departure, grantIds } = found;
    const reason = `${departure.personName} still stands in the list of ${found.places}.`;
    const reopened = departure.certifiedAt
      ? await reopenDeparture(tx, departure, reason, { now, byId: actor.personId })
      : { audit: [], jobs: [] };
    await endGrants.within(tx, actor, {
      ...{ grantIds, reason, cause: "departure", causeId: departure.id, emergency: true },
      dueByRisk: departureDue("terminated_now", now, now),
    });
    return { result: { more: true, reopened: 1 }, ...reopened };
  },
});
