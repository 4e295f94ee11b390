import { z } from "zod";
import { command } from "@/lib/command";
import { id } from "@/lib/input";
import { lockGuard } from "@/lib/sources/lock-guard";

/**
 * A source says of people that they work here after all: what it had reported of them and is still held is dropped. A
 * departure that has begun is not its to cancel. Whoever is not held is passed over, so the same word again changes
 * nothing.
 */
export const takeBackReports = command({
  name: "sources.take-back-reports",
  permission: "sources.report",
  input: z.strictObject({ sourceId: id(), personIds: z.array(id()).min(1, "Nobody is named.").max(2_000) }),
  async target(tx, { sourceId }) {
    await lockGuard(tx);
    return tx.hrSource.findUnique({ where: { id: sourceId } });
  },
  allow: () => true,
  async change({ tx, actor, input, target: source, now }) {
    const dropReason = `${source.name} says that they work here after all.`;
    const dropped = await tx.departureReport.updateManyAndReturn({
      where: {
        sourceId: source.id,
        personId: { in: input.personIds },
        heldBecause: { not: null },
        decidedAt: null,
      },
      data: { decidedAt: now, decidedById: actor.personId, dropReason },
      include: { person: { select: { name: true } } },
    });
    return {
      result: { dropped: dropped.map((each) => each.personId) },
      audit: dropped.map((each) => ({
        objectType: "person",
        objectId: each.personId,
        objectName: each.person.name,
        before: { held: true },
        after: { dropped: true, source: source.name },
        reason: dropReason,
      })),
    };
  },
});
