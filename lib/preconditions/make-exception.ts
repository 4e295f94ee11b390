import { z } from "zod";
import { command } from "@/lib/command";
import { conflict, invalidInput } from "@/lib/errors";
import { day, id, paragraph } from "@/lib/input";
import { exceptFromInWords } from "@/lib/preconditions/rules/words";
import { Precondition } from "@/prisma/generated/enums";

const DAY = 86_400_000;

/** How long an exception lasts at most, in days. */
export const LONGEST_EXCEPTION_DAYS = 90;

/**
 * Lets one person at one client have access although a precondition is not met, until a day. Whoever approves it is
 * neither the one who would hold the access nor, where it is used, the one who asked for it: the database holds both.
 */
export const makeException = command({
  name: "preconditions.make-exception",
  permission: "exceptions.approve",
  input: z
    .strictObject({
      precondition: z.enum(Precondition, "Choose from the list."),
      /** Of conflicting duties: which pair. */
      conflictId: id().optional(),
      personId: id(),
      clientId: id(),
      /** The last day. */
      until: day(),
      reason: paragraph(500),
    })
    .refine(
      ({ precondition, conflictId }) =>
        (precondition === "conflicting_duties") === (conflictId !== undefined),
      {
        path: ["conflictId"],
        message: "Choose the pair, if it is about conflicting duties, and none otherwise.",
      },
    ),
  async target(tx, { personId, clientId, conflictId }) {
    const [person, client, pair] = await Promise.all([
      tx.person.findUnique({ where: { id: personId }, select: { id: true, name: true, endedAt: true } }),
      tx.client.findUnique({ where: { id: clientId }, select: { id: true, name: true, endedAt: true } }),
      conflictId ? tx.dutyConflict.findUnique({ where: { id: conflictId } }) : null,
    ]);
    return person && client && (pair || !conflictId) ? { person, client, pair } : null;
  },
  confirming: ({ input, target }) =>
    `let ${target.person.name} have access at ${target.client.name} without this: ${exceptFromInWords(input.precondition, target.pair)}`,
  allow: ({ actor, target }) =>
    actor.personId !== target.person.id || "Nobody makes an exception for themselves. Ask somebody else.",
  async change({ tx, actor, input, target: { person, client, pair }, now }) {
    if (person.endedAt) throw conflict(`${person.name} has left.`);
    if (client.endedAt) throw conflict(`${client.name} is no longer a client.`);
    if (pair?.endedAt) throw conflict("These duties conflict no more, so there is nothing to except from.");
    if (!actor.personId) throw conflict("An exception is approved by a person.");
    const endsAt = new Date(input.until.getTime() + DAY);
    const sentence =
      endsAt <= now
        ? "This day has passed. Choose a day in the future."
        : endsAt.getTime() > now.getTime() + (LONGEST_EXCEPTION_DAYS + 1) * DAY
          ? `An exception lasts ${LONGEST_EXCEPTION_DAYS} days at most. Choose an earlier day.`
          : null;
    if (sentence) throw invalidInput(sentence, { until: [sentence] });
    const { id: exceptionId } = await tx.accessException.create({
      data: {
        precondition: input.precondition,
        conflictId: pair?.id ?? null,
        personId: person.id,
        clientId: client.id,
        reason: input.reason,
        approvedById: actor.personId,
        approvedAt: now,
        endsAt,
      },
      select: { id: true },
    });
    return {
      result: { id: exceptionId },
      audit: [
        {
          objectType: "person",
          objectId: person.id,
          objectName: `Exception for ${person.name} at ${client.name}`,
          clientId: client.id,
          reason: input.reason,
          after: { exceptFrom: exceptFromInWords(input.precondition, pair), until: endsAt.toISOString() },
        },
      ],
    };
  },
});
