import { z } from "zod";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id, paragraph } from "@/lib/input";
import { lockPerson } from "@/lib/people/lock";

/** Lifts the legal hold on somebody, with why. Raises forbidden for oneself; conflict when there is none. */
export const liftHold = command({
  name: "lifecycle.lift-hold",
  permission: "holds.write",
  input: z.strictObject({ personId: id(), reason: paragraph() }),
  target: (tx, input) => lockPerson(tx, input.personId),
  confirming: ({ target }) => `lift the legal hold on what is kept about ${target.name}`,
  allow: ({ actor, target }) =>
    actor.personId !== target.id || "Nobody lifts a legal hold on themselves. Ask another one who may.",
  async change({ tx, actor, input, target: person, now }) {
    const { count } = await tx.legalHold.updateMany({
      where: { personId: person.id, liftedAt: null },
      data: { liftedAt: now, liftedById: actor.personId, liftedBecause: input.reason },
    });
    if (count === 0) throw conflict(`There is no legal hold on ${person.name}. Nothing was changed.`);
    return {
      result: { personId: person.id },
      audit: [
        {
          objectType: "person",
          objectId: person.id,
          objectName: person.name,
          reason: input.reason,
          before: { legalHold: true },
          after: { legalHold: false },
        },
      ],
    };
  },
});
