import { dayOf, daysBefore } from "./moments";
import { type Draft, named } from "./rows";

/**
 * Ingrid was away for two weeks and had handed her deciding on: what she would have decided then, and Matteo neither
 * asked for nor holds, he decided in her place. It is over; nobody of the demo signs in, so none can run.
 */
export function makeDelegations({ now, random, rows }: Draft): void {
  const delegatorId = named(rows.people, "Ingrid Dahl").id;
  const delegateId = named(rows.people, "Matteo Conti").id;
  const startsAt = dayOf(daysBefore(now, 40));
  const endsAt = dayOf(daysBefore(now, 26));
  const arranged = daysBefore(startsAt, 3);
  rows.delegations.push({
    id: random.id(arranged),
    delegatorId,
    delegateId,
    startsAt,
    endsAt,
    reason: "Two weeks in the mountains, mostly without a signal.",
    createdAt: arranged,
    toldBeganAt: startsAt,
    toldEndingAt: daysBefore(endsAt, 1),
    endedAt: endsAt,
    endedBecause: "over",
  });
  for (const item of rows.items) {
    const { decidedAt, decidedById, requesterId, personId } = item;
    if (decidedById !== delegatorId || !decidedAt || decidedAt < startsAt || decidedAt >= endsAt) continue;
    if ([requesterId, personId].includes(delegateId)) continue;
    item.decidedById = delegateId;
    item.inPlaceOfId = delegatorId;
  }
}
