import { z } from "zod";
import { command } from "@/lib/command";
import { conflict, invalidInput } from "@/lib/errors";
import { day, id, paragraph } from "@/lib/input";
import { preconditionWords } from "@/lib/preconditions/rules/words";
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
  input: z.strictObject({
    precondition: z.enum(Precondition, "Choose from the list."),
    personId: id(),
    clientId: id(),
    /** The last day. */
    until: day(),
    reason: paragraph(500),
  }),
  async target(tx, { personId, clientId }) {
    const [person, client] = await Promise.all([
      tx.person.findUnique({ where: { id: personId }, select: { id: true, name: true, endedAt: true } }),
      tx.client.findUnique({ where: { id: clientId }, select: { id: true, name: true, endedAt: true } }),
    ]);
    return person && client ? { person, client } : null;
  },
  confirming: ({ input, target }) =>
    `let ${target.person.name} have access at ${target.client.name} without this: ${preconditionWords[input.precondition]}`,
  allow: ({ actor, target }) =>
    actor.personId !== target.person.id || "Nobody makes an exception for themselves. Ask somebody else.",
  async change({ tx, actor, input, target: { person, client }, now }) {
    if (person.endedAt) throw conflict(`${person.name} has left.`);
    if (client.endedAt) throw conflict(`${client.name} is no longer a client.`);
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
          after: { exceptFrom: preconditionWords[input.precondition], until: endsAt.toISOString() },
        },
      ],
    };
  },
});
