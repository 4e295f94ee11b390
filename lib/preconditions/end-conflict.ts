import { z } from "zod";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id, paragraph } from "@/lib/input";
import { lockConflict } from "@/lib/preconditions/lock-conflict";
import { noteConflictChange } from "@/lib/preconditions/note-conflict-change";
import { pairInWords } from "@/lib/preconditions/rules/conflict-words";

/** Ends a pair: it counts no more, and stays to be read. Raises conflict when it is over already. */
export const endConflict = command({
  name: "preconditions.end-conflict",
  permission: "conflicts.write",
  input: z.strictObject({ conflictId: id(), reason: paragraph(500) }),
  target: (tx, { conflictId }) => lockConflict(tx, conflictId),
  confirming: ({ target }) => `let “${pairInWords(target)}” conflict no more`,
  allow: () => true,
  async change({ tx, actor, input, target, now }) {
    if (target.endedAt) throw conflict("This pair is over already.");
    const { id: conflictId } = target;
    await tx.dutyConflict.update({
      where: { id: conflictId },
      data: { endedAt: now, endedById: actor.personId, endReason: input.reason },
    });
    await noteConflictChange(tx, conflictId, "ended", target, {
      reason: input.reason,
      at: now,
      byId: actor.personId,
    });
    return {
      result: { id: conflictId },
      audit: [
        {
          objectType: "conflict",
          objectId: conflictId,
          objectName: `Conflicting duties: ${pairInWords(target)}`,
          clientId: null,
          reason: input.reason,
          before: { inForce: true },
          after: { inForce: false },
        },
      ],
    };
  },
});
