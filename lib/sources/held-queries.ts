import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { mostBelieved } from "@/lib/sources/rules/guard";
import { worksHere } from "@/lib/sources/works-here";
import type { DepartureKind, HeldBecause } from "@/prisma/generated/enums";

/** A departure that is held: who, from where, and why it waits. */
export type HeldLine = {
  id: string;
  personId: string;
  personName: string;
  personTitle: string | null;
  sourceId: string;
  sourceName: string;
  kind: DepartureKind;
  lastMoment: Date | null;
  note: string | null;
  reportedAt: Date;
  because: HeldBecause;
  sentence: string | null;
  /** How many keys they hold, which would all be taken back. */
  keys: number;
  /** It is about the one who looks: somebody else decides. */
  own: boolean;
};

/** So many are shown at once; the rest comes when these are decided. */
const SHOWN = 200;

/** What is held and waits for somebody, the oldest first. Raises forbidden. */
export async function listHeld(actor: Actor): Promise<HeldLine[]> {
  requirePermission(actor, "departures.read");
  return db.$queryRaw<HeldLine[]>`
    SELECT r.id, r."personId", p.name AS "personName", p.title AS "personTitle", r."sourceId", s.name AS "sourceName",
      r.kind::text, r."lastMoment", r.note, r."reportedAt", r."heldBecause"::text AS because,
      r."heldSentence" AS sentence,
      (SELECT count(*)::int FROM "Grant" g WHERE g."personId" = p.id AND g."closedAt" IS NULL) AS keys,
      p.id IS NOT DISTINCT FROM ${actor.personId}::uuid AS own
    FROM "DepartureReport" r JOIN "Person" p ON p.id = r."personId" JOIN "HrSource" s ON s.id = r."sourceId"
    WHERE r."heldBecause" IS NOT NULL AND r."decidedAt" IS NULL
    ORDER BY s.name, s.id, p.name, r.id LIMIT ${SHOWN}`;
}

/** One source of which something is held, as Today tells of it. */
export type HeldAlarm = {
  sourceId: string;
  sourceName: string;
  count: number;
  since: Date;
  tooMany: boolean;
};

/** Of which sources something is held, for whoever decides about it. Raises forbidden. */
export async function heldBySource(actor: Actor): Promise<HeldAlarm[]> {
  requirePermission(actor, "departures.release");
  return db.$queryRaw<HeldAlarm[]>`
    SELECT s.id AS "sourceId", s.name AS "sourceName", count(*)::int AS count, min(r."reportedAt") AS since,
      bool_or(r."heldBecause" = 'too_many') AS "tooMany"
    FROM "DepartureReport" r JOIN "HrSource" s ON s.id = r."sourceId"
    WHERE r."heldBecause" IS NOT NULL AND r."decidedAt" IS NULL
    GROUP BY s.id ORDER BY min(r."reportedAt") LIMIT 20`;
}

/** What was decided about a held departure. */
export type DecidedLine = {
  id: string;
  personId: string;
  personName: string;
  sourceName: string;
  reportedAt: Date;
  decidedAt: Date;
  decidedBy: string | null;
  departureId: string | null;
  departureNumber: number | null;
  dropReason: string | null;
};

/** The last decisions about held departures, the newest first. Raises forbidden. */
export async function listDecided(actor: Actor): Promise<DecidedLine[]> {
  requirePermission(actor, "departures.read");
  return db.$queryRaw<DecidedLine[]>`
    SELECT r.id, r."personId", p.name AS "personName", s.name AS "sourceName", r."reportedAt", r."decidedAt",
      b.name AS "decidedBy", r."departureId", d.number AS "departureNumber", r."dropReason"
    FROM "DepartureReport" r JOIN "Person" p ON p.id = r."personId" JOIN "HrSource" s ON s.id = r."sourceId"
    LEFT JOIN "Person" b ON b.id = r."decidedById" LEFT JOIN "Departure" d ON d.id = r."departureId"
    WHERE r."heldBecause" IS NOT NULL AND r."decidedAt" IS NOT NULL
    ORDER BY r."decidedAt" DESC, r.id LIMIT 20`;
}

/** What is believed of HR systems, what that comes to with the people of today, and whether the actor may change it. */
export async function getGuard(actor: Actor) {
  requirePermission(actor, "sources.read");
  const [guard, [row]] = await Promise.all([
    db.departureGuard.findUniqueOrThrow({
      where: { id: 1 },
      select: { most: true, percent: true, least: true, minutes: true },
    }),
    db.$queryRaw<{ working: number }[]>`
      SELECT count(*)::int AS working FROM "Person" p WHERE ${worksHere}`,
  ]);
  const working = row?.working ?? 0;
  return {
    ...guard,
    working,
    believed: mostBelieved(guard, working),
    can: { change: may(actor, "departures.guard") },
  };
}
