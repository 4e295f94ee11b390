import { z } from "zod";
import { command } from "@/lib/command";
import { endGrants } from "@/lib/register/end-grants";
import { revokeDue } from "@/lib/register/rules/due";

/**
 * Suspends what was found of the next person who is away, since their absence began (an import, a record): it is taken
 * back and remembered like the rest. One person at a time; `more` while there may be others. Of several servers at
 * once each takes another one.
 */
export const suspendFound = command({
  name: "lifecycle.suspend-found",
  permission: "departures.reopen",
  timeoutMs: 60_000,
  input: z.strictObject({}),
  async target(tx) {
    const [found] = await tx.$queryRaw<{ id: string; number: number; name: string; grantIds: string[] }[]>`
      SELECT b.id, b.number, p.name, seen."grantIds"
      FROM "Absence" b JOIN "Person" p ON p.id = b."personId"
      JOIN LATERAL (
        SELECT array_agg(g.id ORDER BY g.id) AS "grantIds" FROM "Grant" g
        WHERE g."personId" = b."personId" AND g.state IN ('to_grant', 'invited', 'active')
      ) seen ON seen."grantIds" IS NOT NULL
      WHERE b."begunAt" IS NOT NULL AND b."endedAt" IS NULL AND NOT EXISTS (SELECT 1 FROM "Departure" d
        WHERE d."personId" = b."personId" AND d."cancelledAt" IS NULL)
      ORDER BY b.id LIMIT 1 FOR UPDATE OF b SKIP LOCKED`;
    return { found: found ?? null };
  },
  allow: () => true,
  async change({ tx, actor, target: { found }, now }) {
    if (!found) return { result: { more: false as boolean, taken: 0 }, audit: [] };
    const { id: absenceId, number, name, grantIds } = found;
    await tx.suspendedKey.createMany({
      data: grantIds.map((grantId) => ({ absenceId, grantId })),
      skipDuplicates: true,
    });
    const reason = `${name} is away (absence A-${number}).`;
    await endGrants.within(tx, actor, {
      ...{ grantIds, reason, cause: "absence", causeId: absenceId },
      dueByRisk: revokeDue(now),
    });
    // The events are those of the grants and tasks.
    return { result: { more: true, taken: grantIds.length }, audit: [] };
  },
});
