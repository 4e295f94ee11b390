import type { Reader } from "@/lib/db";

/** A role on an engagement, as its kit is found by it. */
export type Seat = { engagementId: string; role: string };

/** A seat that somebody has now. */
export type LiveSeat = Seat & {
  membershipId: string;
  engagementName: string;
  clientId: string;
  clientName: string;
};

/** The seats that a person has now, on engagements that run. One statement. Asks no permission. */
export async function readSeats(reader: Reader, personId: string): Promise<LiveSeat[]> {
  return (await readSeatsOf(reader, [personId])).map(({ personId: _, ...seat }) => seat);
}

/** As readSeats, of many people. */
export function readSeatsOf(
  reader: Reader,
  personIds: readonly string[],
): Promise<(LiveSeat & { personId: string })[]> {
  return reader.$queryRaw<(LiveSeat & { personId: string })[]>`
    SELECT m."personId", m.id AS "membershipId", m."engagementId", m.role, e.name AS "engagementName", e."clientId",
      c.name AS "clientName"
    FROM "Membership" m JOIN "Engagement" e ON e.id = m."engagementId" JOIN "Client" c ON c.id = e."clientId"
    WHERE m."personId" = ANY(${[...personIds]}::uuid[]) AND m."endedAt" IS NULL AND e."endedAt" IS NULL
    ORDER BY c.name, e.name, m.since, m.id`;
}

/** The seats that somebody will have: those that stay, and those that begin. */
export function seatsAfter(
  seats: readonly LiveSeat[],
  change: { ends: readonly string[]; begins: readonly Seat[] },
): Seat[] {
  return [
    ...seats
      .filter((seat) => !change.ends.includes(seat.membershipId))
      .map(({ engagementId, role }) => ({ engagementId, role })),
    ...change.begins,
  ];
}
