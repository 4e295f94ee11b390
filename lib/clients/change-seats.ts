import { z } from "zod";
import type { AuditEntry, AuditJson } from "@/lib/audit/event";
import { refuseEnded } from "@/lib/clients/lock";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { conflict } from "@/lib/errors";
import { id, line } from "@/lib/input";
import { lockPresentPeople } from "@/lib/people/lock";

/** So many at once at most: more people than a group of an HR system sends in one call. */
const MOST_SEATS = 5_000;

type Seat = { engagementId: string; personId: string; role: string };

/** A seat that is there, locked, with what is said of it. */
type LiveSeat = Seat & { id: string; endedAt: Date | null; personName: string };

type Place = { id: string; name: string; clientId: string; clientName: string; endedAt: Date | null };

/**
 * Takes people off engagements and puts people on them, in a constant number of statements however many. A seat is no
 * access, and who loses one keeps their keys until somebody takes them back. Gives the new seats with their ids.
 *
 * Raises not_found for an engagement or a seat that is not there; conflict for a seat that has ended, for one that
 * somebody has already (the same role in any spelling), for people who have left, and for engagements that have ended.
 */
export const changeSeats = command({
  name: "clients.change-seats",
  permission: "clients.write",
  timeoutMs: 60_000,
  input: z.strictObject({
    end: z.array(id()).max(MOST_SEATS).default([]),
    begin: z
      .array(z.strictObject({ engagementId: id(), personId: id(), role: line(80) }))
      .max(MOST_SEATS)
      .default([]),
  }),
  async target(tx, { end, begin }) {
    const places = await lockPlaces(
      tx,
      begin.map((seat) => seat.engagementId),
    );
    const ending = await lockSeats(tx, end);
    const known = new Set(places.map((place) => place.id));
    const all = ending.length === new Set(end).size && begin.every((seat) => known.has(seat.engagementId));
    return all ? { places, ending } : null;
  },
  allow: () => true,
  async change({ tx, actor, input: { begin }, target: { places, ending }, now }) {
    for (const place of places) refuseEnded(place, place.name);
    const over = ending.find((seat) => seat.endedAt);
    const endings = await readPlaces(
      tx,
      ending.map((seat) => seat.engagementId),
    );
    const placeOf = new Map([...endings, ...places].map((place) => [place.id, place]));
    const nameOf = (engagementId: string) => placeOf.get(engagementId)?.name ?? "";
    if (over) throw conflict(`${over.personName} is not on ${nameOf(over.engagementId)} any more.`);
    const byId = actor.personId;
    await tx.membership.updateMany({
      where: { id: { in: ending.map((seat) => seat.id) } },
      data: { endedAt: now, endedById: byId },
    });

    const people = new Map(
      (
        await lockPresentPeople(
          tx,
          begin.map((seat) => seat.personId),
        )
      ).map(({ id, name }) => [id, name]),
    );
    const personName = (personId: string) => people.get(personId) ?? "";
    const twice = await findSeated(tx, begin);
    if (twice)
      throw conflict(
        `${personName(twice.personId)} is ${twice.role} on ${nameOf(twice.engagementId)} already.`,
      );
    const begun = await tx.membership.createManyAndReturn({
      data: begin.map((seat) => ({ ...seat, since: now, createdById: byId })),
      select: { id: true, engagementId: true, personId: true, role: true },
    });

    const entry = (engagementId: string, after: AuditJson): AuditEntry => {
      const place = placeOf.get(engagementId);
      return {
        objectType: "engagement",
        objectId: engagementId,
        objectName: `${place?.clientName ?? ""}: ${place?.name ?? ""}`,
        clientId: place?.clientId ?? null,
        after,
      };
    };
    return {
      result: { begun, ended: ending.length },
      audit: [
        ...ending.map((seat) => entry(seat.engagementId, { left: seat.personName, role: seat.role })),
        ...begun.map((seat) =>
          entry(seat.engagementId, { joined: personName(seat.personId), role: seat.role }),
        ),
      ],
    };
  },
});

async function lockPlaces(tx: Tx, engagementIds: readonly string[]): Promise<Place[]> {
  await tx.$queryRaw`
    SELECT id FROM "Engagement" WHERE id = ANY(${[...engagementIds]}::uuid[]) ORDER BY id FOR UPDATE`;
  return readPlaces(tx, engagementIds);
}

const readPlaces = (tx: Tx, engagementIds: readonly string[]) =>
  tx.$queryRaw<Place[]>`
    SELECT e.id, e.name, e."endedAt", c.id AS "clientId", c.name AS "clientName"
    FROM "Engagement" e JOIN "Client" c ON c.id = e."clientId" WHERE e.id = ANY(${[...engagementIds]}::uuid[])`;

const lockSeats = (tx: Tx, ids: readonly string[]) =>
  tx.$queryRaw<LiveSeat[]>`
    SELECT m.id, m."engagementId", m."personId", m.role, m."endedAt", p.name AS "personName"
    FROM "Membership" m JOIN "Person" p ON p.id = m."personId"
    WHERE m.id = ANY(${[...ids]}::uuid[]) ORDER BY m.id FOR UPDATE OF m`;

/** One of these seats that somebody has already, or that is named twice. */
async function findSeated(tx: Tx, seats: readonly Seat[]): Promise<Seat | undefined> {
  const [found] = await tx.$queryRaw<Seat[]>`
    WITH wanted AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(seats)}::jsonb)
        AS w("engagementId" uuid, "personId" uuid, role text)
    )
    SELECT w."engagementId"::text, w."personId"::text, min(w.role) AS role FROM wanted w
    LEFT JOIN "Membership" m ON m."engagementId" = w."engagementId" AND m."personId" = w."personId"
      AND lower(m.role) = lower(w.role) AND m."endedAt" IS NULL
    GROUP BY w."engagementId", w."personId", lower(w.role)
    HAVING count(m.id) > 0 OR count(*) > 1
    LIMIT 1`;
  return found;
}
