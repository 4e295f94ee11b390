import { z } from "zod";
import { command } from "@/lib/command";
import { conflict, invalidInput } from "@/lib/errors";
import { day, id, optional } from "@/lib/input";
import { beginAbsence } from "@/lib/lifecycle/begin-absence";
import { readHeir } from "@/lib/lifecycle/read-heir";
import { canKeepAbsence } from "@/lib/lifecycle/rules/absence";
import { lockPerson } from "@/lib/people/lock";
import { AbsenceKind } from "@/prisma/generated/enums";

const LONGEST_AHEAD = 2 * 366 * 86_400_000;

/**
 * Says that somebody is away for long, from a day on: from then their access is suspended, at once where that day has
 * come. Raises forbidden for one's own; invalid_input for days that cannot be right, or a stand-in who is not there;
 * conflict when they leave, have left, or are away already.
 */
export const planAbsence = command({
  name: "lifecycle.plan-absence",
  permission: "departures.start",
  timeoutMs: 60_000,
  input: z.strictObject({
    personId: id(),
    kind: z.enum(Object.values(AbsenceKind), "Say what kind of absence it is."),
    startsOn: day(),
    expectedOn: optional(day()),
    /** Who has their duties meanwhile; absent: the manager has the work, and says who. */
    standInId: optional(id()),
  }),
  target: (tx, input) => lockPerson(tx, input.personId),
  allow: ({ actor, target }) => canKeepAbsence(actor, { personId: target.id }),
  async change({ tx, actor, input, target: person, now }) {
    if (person.endedAt) throw conflict(`${person.name} has left, so there is nothing to suspend.`);
    if (person.accessEndsAt && !person.awaySince)
      throw conflict(`${person.name} is leaving: their departure takes everything back already.`);
    if (input.startsOn.getTime() - now.getTime() > LONGEST_AHEAD)
      throw field("startsOn", "This day is more than two years away. Check the year.");
    if (input.expectedOn && input.expectedOn <= input.startsOn)
      throw field("expectedOn", "The day of the return lies after the first day of the absence.");
    const standIn = input.standInId ? await readHeir(tx, input.standInId, person.id) : null;
    const absence = await tx.absence.create({
      data: {
        personId: person.id,
        kind: input.kind,
        startsOn: input.startsOn,
        expectedOn: input.expectedOn ?? null,
        standInId: standIn?.id ?? null,
        createdAt: now,
        createdById: actor.personId,
      },
      select: { id: true, number: true },
    });
    const begins = input.startsOn <= now;
    if (begins) await beginAbsence.within(tx, actor, { absenceId: absence.id });
    return {
      result: { absenceId: absence.id, begun: begins },
      audit: [
        {
          objectType: "absence",
          objectId: absence.id,
          objectName: `A-${absence.number}: ${person.name}`,
          after: {
            kind: input.kind,
            from: input.startsOn.toISOString().slice(0, 10),
            expected: input.expectedOn?.toISOString().slice(0, 10) ?? null,
            standsIn: standIn?.name ?? null,
          },
        },
      ],
    };
  },
});

const field = (name: string, sentence: string) => invalidInput(sentence, { [name]: [sentence] });
