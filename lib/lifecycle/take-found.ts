import { z } from "zod";
import { command } from "@/lib/command";
import { lockDeparture } from "@/lib/lifecycle/departure-row";
import { makeLooks } from "@/lib/lifecycle/make-looks";
import { reopenDeparture } from "@/lib/lifecycle/reopen-departure";
import { departureDue } from "@/lib/lifecycle/rules/due-times";
import { isAtOnce } from "@/lib/lifecycle/rules/kinds";
import { endGrants } from "@/lib/register/end-grants";

/**
 * Puts on the checklist of the next person who leaves or has left what the register shows of them and nobody takes
 * back: a key that was found since their departure was started (an import, a record). After the certificate it reopens
 * the departure, and is due as for a termination. One person at a time, so that a transaction stays short; `more` while
 * there may be others. Of several servers at once each takes another one.
 */
export const takeFound = command({
  name: "lifecycle.take-found",
  permission: "departures.reopen",
  timeoutMs: 60_000,
  input: z.strictObject({}),
  async target(tx) {
    const [found] = await tx.$queryRaw<{ id: string; grantIds: string[]; places: string }[]>`
      SELECT d.id, seen."grantIds", seen.places
      FROM "Departure" d
      JOIN LATERAL (
        SELECT array_agg(g.id ORDER BY g.id) AS "grantIds", string_agg(DISTINCT a.name, ', ') AS places
        FROM "Grant" g JOIN "Asset" a ON a.id = g."assetId"
        WHERE g."personId" = d."personId" AND g.state IN ('to_grant', 'invited', 'active')
      ) seen ON seen."grantIds" IS NOT NULL
      WHERE d."cancelledAt" IS NULL
        AND NOT EXISTS (SELECT 1 FROM "Departure" o WHERE o."personId" = d."personId" AND o.number > d.number
          AND o."cancelledAt" IS NULL)
      ORDER BY d.id LIMIT 1 FOR UPDATE OF d SKIP LOCKED`;
    const departure = found ? await lockDeparture(tx, found.id) : null;
    return { found: found && departure ? { ...found, departure } : null };
  },
  allow: () => true,
  async change({ tx, actor, target: { found }, now }) {
    if (!found) return { result: { more: false as boolean, taken: 0 }, audit: [] };
    const { departure, grantIds } = found;
    const { kind, lastMoment, certifiedAt, personName } = departure;
    const hurry = certifiedAt !== null || isAtOnce(kind) || lastMoment <= now;
    const reason = `${personName} still stands in the list of ${found.places}.`;
    const reopened = certifiedAt
      ? await reopenDeparture(tx, departure, reason, { now, byId: actor.personId })
      : { audit: [], jobs: [] };
    const due = certifiedAt ? departureDue("terminated_now", now, now) : departureDue(kind, lastMoment, now);
    await endGrants.within(tx, actor, {
      ...{ grantIds, reason, cause: "departure", causeId: departure.id, emergency: hurry },
      dueByRisk: due,
    });
    // What was found may be at a client, or on a platform, where nobody has looked yet.
    const looks = await makeLooks(tx, departure, { removals: due, now, byId: actor.personId });
    return {
      result: { more: true, taken: grantIds.length },
      audit: [...reopened.audit, ...looks.audit],
      jobs: reopened.jobs,
    };
  },
});
