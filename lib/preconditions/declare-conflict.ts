import { z } from "zod";
import { command } from "@/lib/command";
import { conflict, invalidInput } from "@/lib/errors";
import { conflictTerms } from "@/lib/preconditions/conflict-input";
import { noteConflictChange } from "@/lib/preconditions/note-conflict-change";
import { pairInWords, termsInWords } from "@/lib/preconditions/rules/conflict-words";
import { DUTIES, orderedPair } from "@/lib/preconditions/rules/conflicts";

/**
 * Declares two duties as conflicting: from now on, who would come to hold both is refused, or marked. Who holds both
 * already keeps them, and is shown. Raises conflict when the pair is in force already, whichever was named first.
 */
export const declareConflict = command({
  name: "preconditions.declare-conflict",
  permission: "conflicts.write",
  input: z.strictObject({
    oneDuty: z.enum(DUTIES, "Choose from the list."),
    otherDuty: z.enum(DUTIES, "Choose from the list."),
    ...conflictTerms,
  }),
  target: () => Promise.resolve({}),
  confirming: ({ input }) => {
    const [first, second] = orderedPair(input.oneDuty, input.otherDuty);
    return `declare “${pairInWords({ first, second })}” as conflicting, ${termsInWords(input)}`;
  },
  allow: () => true,
  async change({ tx, actor, input, now }) {
    const { reach, effect, oneRole, reason } = input;
    if (input.oneDuty === input.otherDuty)
      throw invalidInput("One duty does not conflict with itself.", { otherDuty: ["Choose another duty."] });
    const [first, second] = orderedPair(input.oneDuty, input.otherDuty);
    const [row] = await tx.$queryRaw<{ id: string }[]>`
      INSERT INTO "DutyConflict" ("firstDuty", "secondDuty", reach, effect, "oneRole", reason, "createdAt", "createdById")
      VALUES (${first}::"Capability", ${second}::"Capability", ${reach}::"ConflictReach", ${effect}::"ConflictEffect",
        ${oneRole}, ${reason}, ${now}, ${actor.personId}::uuid)
      ON CONFLICT DO NOTHING RETURNING id`;
    const pair = pairInWords({ first, second });
    if (!row) throw conflict(`“${pair}” is declared already. Change that one instead.`);
    await noteConflictChange(tx, row.id, "declared", input, {
      reason,
      at: now,
      byId: actor.personId,
    });
    return {
      result: { id: row.id },
      audit: [
        {
          objectType: "conflict",
          objectId: row.id,
          objectName: `Conflicting duties: ${pair}`,
          clientId: null,
          reason,
          after: { counts: termsInWords(input) },
        },
      ],
    };
  },
});
