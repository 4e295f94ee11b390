import { z } from "zod";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id, paragraph } from "@/lib/input";
import { lockDeparture } from "@/lib/lifecycle/departure-row";
import { canExplain } from "@/lib/lifecycle/rules/may";

/**
 * Says why a departure's proof came after its time; said again, the newer words stand and the older are in the audit
 * log. Raises forbidden for one's own; conflict when nothing of it is late.
 */
export const explainBreach = command({
  name: "lifecycle.explain-breach",
  permission: "departures.start",
  input: z.strictObject({ departureId: id(), reason: paragraph(500) }),
  target: (tx, input) => lockDeparture(tx, input.departureId),
  allow: ({ actor, target }) => canExplain(actor, target),
  async change({ tx, actor, input, target: departure }) {
    const [late] = await tx.$queryRaw<{ count: number; was: string | null }[]>`
      SELECT (SELECT count(*)::int FROM "Task" t WHERE t.cause = 'departure' AND t."causeId" = d.id
          AND t.state <> 'cancelled' AND coalesce(t."attestedAt", now()) > t."dueAt") AS count,
        d."lateBecause" AS was
      FROM "Departure" d WHERE d.id = ${departure.id}::uuid`;
    if (!late || late.count === 0)
      throw conflict(`Nothing of the departure of ${departure.personName} is late.`);
    await tx.departure.update({
      where: { id: departure.id },
      data: { lateBecause: input.reason, lateBecauseById: actor.personId },
    });
    return {
      result: { departureId: departure.id },
      audit: [
        {
          objectType: "departure",
          objectId: departure.id,
          objectName: `D-${departure.number}: ${departure.personName}`,
          reason: input.reason,
          before: { lateBecause: late.was },
          after: { lateBecause: input.reason, late: late.count },
        },
      ],
    };
  },
});
