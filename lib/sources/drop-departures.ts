import { z } from "zod";
import { command } from "@/lib/command";
import { id, paragraph } from "@/lib/input";
import { decidesForOthers, lockHeld, namesOf, refuseDecided } from "@/lib/sources/lock-held";
import { MOST_REPORTED } from "@/lib/sources/report-departures";

/**
 * Somebody has asked, and they stay: drops held departures, with the reason. The source may report them again. Raises
 * conflict for what is decided already.
 */
export const dropDepartures = command({
  name: "sources.drop-departures",
  permission: "departures.release",
  input: z.strictObject({
    heldIds: z
      .array(id())
      .min(1, "Choose at least one.")
      .max(MOST_REPORTED, `Drop ${MOST_REPORTED} at a time at most.`),
    reason: paragraph(500),
  }),
  target: (tx, { heldIds }) => lockHeld(tx, heldIds),
  confirming: ({ target }) => `drop the reported departure of ${namesOf(target)}`,
  allow: ({ actor, target }) => decidesForOthers(actor, target),
  async change({ tx, actor, input: { reason }, target: held, now }) {
    refuseDecided(held);
    await tx.departureReport.updateMany({
      where: { id: { in: held.map((each) => each.id) } },
      data: { decidedAt: now, decidedById: actor.personId, dropReason: reason },
    });
    return {
      result: { dropped: held.length },
      audit: held.map((each) => ({
        objectType: "person",
        objectId: each.personId,
        objectName: each.name,
        before: { held: true },
        after: { dropped: true, source: each.source },
        reason,
      })),
    };
  },
});
