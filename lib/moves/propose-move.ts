import { z } from "zod";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { conflict, invalidInput } from "@/lib/errors";
import { day, id, line, optional, paragraph } from "@/lib/input";
import { moveName, moveObject } from "@/lib/moves/move-row";
import { readSeats } from "@/lib/moves/read-seats";
import { refreshLines } from "@/lib/moves/refresh-lines";
import { canPropose } from "@/lib/moves/rules/may";
import { tellOfMove } from "@/lib/moves/tell-of-move";
import { lockPerson, lockPresentPeople } from "@/lib/people/lock";

const DAY = 86_400_000;
const LONGEST_AHEAD = 366 * DAY;

/**
 * Proposes that somebody moves: another title, team, manager or other seats, from a day on. What they hold is compared
 * with what their seats will need, and each difference becomes a line for their manager and HR to decide. Nothing
 * changes before the day.
 *
 * Raises forbidden for one's own; conflict when a move of the person waits already, or they leave; invalid_input when
 * nothing changes (unless their role changed before and nobody has looked at it), for a day that has passed, and for
 * seats that are not theirs or on what has ended.
 */
export const proposeMove = command({
  name: "moves.propose-move",
  permission: "moves.propose",
  input: z.strictObject({
    personId: id(),
    title: optional(line(120)),
    department: optional(line(120)),
    managerId: optional(id()),
    /** Seats that end; one that changes its role ends, and another begins. */
    ends: z.array(id()).max(50).default([]),
    begins: z
      .array(z.strictObject({ engagementId: id(), role: line(80) }))
      .max(50)
      .default([]),
    /** Who takes over what is theirs at clients whom they leave; absent: their manager. */
    heirId: optional(id()),
    effectiveOn: day(),
    note: optional(paragraph()),
  }),
  target: (tx, input) => lockPerson(tx, input.personId),
  allow: ({ actor, target }) => canPropose(actor, target.id),
  async change({ tx, actor, input, target: person, now }) {
    if (person.endedAt) throw conflict(`${person.name} has left.`);
    if ((await tx.departure.count({ where: { personId: person.id, cancelledAt: null } })) > 0)
      throw conflict(`${person.name} is leaving, and the departure takes everything back.`);
    const open = await tx.move.findFirst({
      where: { personId: person.id, state: { in: ["waiting", "decided"] } },
      select: { number: true },
    });
    if (open)
      throw conflict(
        `A move of ${person.name} is under way already (${moveName(open.number)}). Go on with that one, or cancel it first.`,
      );
    checkDay(input.effectiveOn, now);
    const seats = await readSeats(tx, person.id);
    const ending = seats.filter((seat) => input.ends.includes(seat.membershipId));
    if (ending.length < new Set(input.ends).size)
      throw invalidInput(`One of the seats is not one of ${person.name} any more. Reload the page.`);
    const begins = await checkBegins(tx, input.begins);
    const stays = seats.filter((seat) => !input.ends.includes(seat.membershipId));
    const twice = begins.find((seat, place) =>
      [...stays, ...begins.slice(0, place)].some(
        (other) =>
          other.engagementId === seat.engagementId && other.role.toLowerCase() === seat.role.toLowerCase(),
      ),
    );
    if (twice) throw invalidInput(`${person.name} would be ${twice.role} twice on one engagement.`);
    const fields = {
      title: input.title === person.title ? null : input.title,
      department: input.department === person.department ? null : input.department,
      managerId: input.managerId === person.managerId ? null : input.managerId,
    };
    if (fields.managerId === person.id || input.heirId === person.id)
      throw invalidInput("Choose somebody else than the person themselves.");
    const people = [fields.managerId, input.heirId].filter((each) => each !== null);
    if (people.length > 0) await lockPresentPeople(tx, people);
    const changes =
      Object.values(fields).some((value) => value !== null) || ending.length + begins.length > 0;
    if (!changes && !person.roleChangedAt)
      throw invalidInput("Nothing would change. Enter a new title, team, manager or seat.");

    const move = await tx.move.create({
      data: {
        personId: person.id,
        ...fields,
        heirId: input.heirId,
        effectiveOn: input.effectiveOn,
        note: input.note,
        proposedAt: now,
        proposedById: actor.personId,
        seats: {
          create: [
            ...ending.map(({ membershipId, engagementId, role }) => ({
              effect: "end" as const,
              membershipId,
              engagementId,
              role,
            })),
            ...begins.map(({ engagementId, role }) => ({ effect: "begin" as const, engagementId, role })),
          ],
        },
      },
      select: { id: true, number: true },
    });
    const { lines } = await refreshLines(tx, {
      id: move.id,
      personId: person.id,
      ends: input.ends,
      begins,
      lines: [],
    });
    const named = { ...move, personName: person.name };
    const jobs = await tellOfMove(tx, {
      ...named,
      personId: person.id,
      managerIds: [person.managerId, fields.managerId],
      effectiveOn: input.effectiveOn,
      lines: lines.length,
      byId: actor.personId,
    });
    return {
      result: { moveId: move.id, number: move.number, lines: lines.length },
      audit: [
        {
          ...moveObject(named),
          after: {
            ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)),
            seatsEnd: ending.map((seat) => `${seat.role}, ${seat.clientName}: ${seat.engagementName}`),
            seatsBegin: begins.map((seat) => `${seat.role}, ${seat.name}`),
            effectiveOn: input.effectiveOn.toISOString().slice(0, 10),
            lines: lines.length,
          },
          reason: input.note,
        },
      ],
      jobs,
    };
  },
});

function checkDay(effectiveOn: Date, now: Date): void {
  const today = now.toISOString().slice(0, 10);
  const sentence =
    effectiveOn.toISOString().slice(0, 10) < today
      ? "This day has passed. If it was so before, choose today."
      : effectiveOn.getTime() - now.getTime() > LONGEST_AHEAD
        ? "This is more than a year away. Check the year."
        : null;
  if (sentence) throw invalidInput(sentence, { effectiveOn: [sentence] });
}

/** The engagements that somebody joins stay as they are until the transaction ends. */
async function checkBegins(tx: Tx, begins: readonly { engagementId: string; role: string }[]) {
  if (begins.length === 0) return [];
  const engagements = await tx.$queryRaw<{ id: string; name: string; ended: boolean }[]>`
    SELECT e.id, c.name || ': ' || e.name AS name,
      e."endedAt" IS NOT NULL OR e."endsOn" < current_date AS ended
    FROM "Engagement" e JOIN "Client" c ON c.id = e."clientId"
    WHERE e.id = ANY(${begins.map((seat) => seat.engagementId)}::uuid[]) ORDER BY e.id FOR SHARE OF e`;
  return begins.map((seat) => {
    const engagement = engagements.find((each) => each.id === seat.engagementId);
    if (!engagement) throw invalidInput("This engagement is not in the register. Choose from the list.");
    if (engagement.ended) throw invalidInput(`${engagement.name} has ended. Choose one that runs.`);
    return { ...seat, name: engagement.name };
  });
}
