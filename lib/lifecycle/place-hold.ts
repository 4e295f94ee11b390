import { z } from "zod";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id, paragraph } from "@/lib/input";
import { lockPerson } from "@/lib/people/lock";

/**
 * Puts a legal hold on somebody, here or gone: while it stands, no clean-up removes what is kept about them, their tasks
 * say that data stays where it is, and their certificate names it. Raises forbidden for oneself; conflict when there is
 * one already.
 */
export const placeHold = command({
  name: "lifecycle.place-hold",
  permission: "holds.write",
  input: z.strictObject({ personId: id(), reason: paragraph() }),
  target: (tx, input) => lockPerson(tx, input.personId),
  confirming: ({ target }) => `put a legal hold on what is kept about ${target.name}`,
  allow: ({ actor, target }) =>
    actor.personId !== target.id || "Nobody puts a legal hold on themselves. Ask another one who may.",
  async change({ tx, actor, input, target: person, now }) {
    const standing = await tx.legalHold.findFirst({ where: { personId: person.id, liftedAt: null } });
    if (standing) throw conflict(`There is a legal hold on ${person.name} already. Nothing was changed.`);
    const hold = await tx.legalHold.create({
      data: { personId: person.id, reason: input.reason, placedAt: now, placedById: actor.personId },
      select: { id: true },
    });
    return {
      result: { holdId: hold.id },
      audit: [
        {
          objectType: "person",
          objectId: person.id,
          objectName: person.name,
          reason: input.reason,
          before: { legalHold: false },
          after: { legalHold: true },
        },
      ],
    };
  },
});
