import { z } from "zod";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";
import { conflictTerms } from "@/lib/preconditions/conflict-input";
import { lockConflict } from "@/lib/preconditions/lock-conflict";
import { effectWords, pairInWords, reachWords } from "@/lib/preconditions/rules/conflict-words";

/** Changes how far a pair counts and what comes of it; what it was is kept. Raises conflict when it is over. */
export const changeConflict = command({
  name: "preconditions.change-conflict",
  permission: "conflicts.write",
  input: z.strictObject({ conflictId: id(), ...conflictTerms }),
  target: (tx, { conflictId }) => lockConflict(tx, conflictId),
  confirming: ({ input, target }) =>
    `change “${pairInWords(target)}” to be ${effectWords[input.effect]} ${reachWords[input.reach]}`,
  allow: () => true,
  async change({ tx, actor, input, target, now }) {
    const { reach, effect, reason } = input;
    if (target.endedAt) throw conflict("This pair is over. Declare it anew.");
    if (reach === target.reach && effect === target.effect && reason === target.reason)
      throw conflict("This is how it is already.");
    await tx.dutyConflict.update({ where: { id: target.id }, data: { reach, effect, reason } });
    await tx.dutyConflictChange.create({
      data: { conflictId: target.id, kind: "changed", reach, effect, reason, at: now, byId: actor.personId },
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
          before: { counts: reachWords[target.reach], is: effectWords[target.effect] },
          after: { counts: reachWords[reach], is: effectWords[effect] },
        },
      ],
    };
  },
});
