import { z } from "zod";
import { command } from "@/lib/command";
import { wholeNumber } from "@/lib/input";
import { lockGuard } from "@/lib/sources/lock-guard";

/** Changes how many departures at once are believed of HR systems. What is held already stays held. */
export const changeGuard = command({
  name: "sources.change-guard",
  permission: "departures.guard",
  input: z
    .strictObject({
      most: wholeNumber(1, 50),
      percent: wholeNumber(1, 100),
      least: wholeNumber(1, 50),
      minutes: wholeNumber(1, 1440),
    })
    .refine(({ most, least }) => least <= most, {
      path: ["least"],
      message: "This is not more than the number that is held at most.",
    }),
  target: (tx) => lockGuard(tx),
  allow: () => true,
  async change({ tx, actor, input, target: before }) {
    if (JSON.stringify(input) === JSON.stringify(before)) return { result: null, audit: [] };
    await tx.departureGuard.update({ where: { id: 1 }, data: { ...input, updatedById: actor.personId } });
    const about = { objectType: "departure guard", objectId: null, objectName: "Departures at once" };
    return { result: null, audit: [{ ...about, before, after: input }] };
  },
});
