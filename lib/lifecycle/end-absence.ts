import { z } from "zod";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";
import { absenceObject, lockAbsence } from "@/lib/lifecycle/absence-row";
import { canKeepAbsence } from "@/lib/lifecycle/rules/absence";

/**
 * Says that somebody has returned, or, before it has begun, that the absence does not come to be. From then on they can
 * sign in again; nothing that was suspended comes back by this: each key is confirmed on the absence's page. Raises
 * forbidden for one's own; conflict when it is over.
 */
export const endAbsence = command({
  name: "lifecycle.end-absence",
  permission: "departures.start",
  input: z.strictObject({ absenceId: id() }),
  target: (tx, input) => lockAbsence(tx, input.absenceId),
  allow: ({ actor, target }) => canKeepAbsence(actor, target),
  async change({ tx, actor, target: absence, now }) {
    if (absence.endedAt) throw conflict(`This absence of ${absence.personName} is over already.`);
    const outcome = absence.begunAt ? "returned" : "called_off";
    await tx.absence.update({
      where: { id: absence.id },
      data: { endedAt: now, endedById: actor.personId, outcome },
    });
    const departure = await tx.departure.findFirst({
      where: { personId: absence.personId, cancelledAt: null, certifiedAt: null },
      select: { lastMoment: true },
    });
    if (outcome === "returned")
      await tx.person.update({
        where: { id: absence.personId },
        data: {
          awaySince: null,
          accessEndsAt: departure?.lastMoment ?? null,
          updatedAt: now,
          updatedById: actor.personId,
        },
      });
    return {
      result: { absenceId: absence.id, outcome },
      audit: [
        {
          ...absenceObject(absence),
          before: { state: absence.begunAt ? "away" : "planned" },
          after: { state: outcome },
        },
      ],
    };
  },
});
