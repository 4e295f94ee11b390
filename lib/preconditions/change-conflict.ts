import { z } from "zod";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";
import { conflictTerms } from "@/lib/preconditions/conflict-input";
import { lockConflict } from "@/lib/preconditions/lock-conflict";
import { noteConflictChange } from "@/lib/preconditions/note-conflict-change";
import { pairInWords, termsInWords } from "@/lib/preconditions/rules/conflict-words";

/** Changes how far a pair counts and what comes of it; what it was is kept. Raises conflict when it is over. */
export const changeConflict = command({
  name: "preconditions.change-conflict",
  permission: "conflicts.write",
  input: z.strictObject({ conflictId: id(), ...conflictTerms }),
  target: (tx, { conflictId }) => lockConflict(tx, conflictId),
  confirming: ({ input, target }) => `change “${pairInWords(target)}” to be ${termsInWords(input)}`,
  allow: () => true,
  async change({ tx, actor, input, target, now }) {
    const { reach, effect, oneRole, reason } = input;
    if (target.endedAt) throw conflict("This pair is over. Declare it anew.");
    const terms = termsInWords(input);
    if (terms === termsInWords(target) && reason === target.reason)
      throw conflict("This is how it is already.");
    await tx.dutyConflict.update({ where: { id: target.id }, data: { reach, effect, oneRole, reason } });
    await noteConflictChange(tx, target.id, "changed", input, {
      reason,
      at: now,
      byId: actor.personId,
    });
    return {
      result: { id: target.id },
      audit: [
        {
          objectType: "conflict",
          objectId: target.id,
          objectName: `Conflicting duties: ${pairInWords(target)}`,
          clientId: null,
          reason,
          before: { counts: termsInWords(target) },
          after: { counts: terms },
        },
      ],
    };
  },
});
