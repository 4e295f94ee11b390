import { daysBefore } from "./moments";
import { type Draft, named } from "./rows";

const walls: readonly { between: readonly [string, string]; reason: string; daysAgo: number }[] = [
  {
    between: ["Kite Insurance", "Atlas Mutual"],
    reason: "Both insure cars, and both said so.",
    daysAgo: 210,
  },
  {
    between: ["Redwood Finance", "Meridian Legal"],
    reason: "They are in court with each other.",
    daysAgo: 44,
  },
];

/** Adds two ethical walls, and an exception for a client whose lawyers still have the addendum. */
export function makeExceptions({ now, random, rows }: Draft): void {
  const ingrid = named(rows.people, "Ingrid Dahl").id;
  for (const { between, reason, daysAgo } of walls) {
    const [clientAId = "", clientBId = ""] = between.map((name) => named(rows.clients, name).id).sort();
    const createdAt = daysBefore(now, daysAgo);
    const id = random.id(createdAt);
    rows.walls.push({ id, clientAId, clientBId, reason, createdAt, createdById: ingrid });
  }
  const approvedAt = daysBefore(now, 18);
  rows.exceptions.push({
    id: random.id(approvedAt),
    precondition: "papers",
    personId: named(rows.people, "Hannah Stone").id,
    clientId: named(rows.clients, "Vela Eyewear").id,
    reason: "The agreement is signed; their lawyers still have the addendum.",
    approvedById: ingrid,
    approvedAt,
    endsAt: daysBefore(now, -27),
  });
}
