import { z } from "zod";
import { listPeopleWhoMay } from "@/lib/accounts/people-who-may";
import type { AuditEntry } from "@/lib/audit/event";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { id, line, optional, paragraph } from "@/lib/input";
import { moveName, moveObject } from "@/lib/moves/move-row";
import { readDifferences } from "@/lib/moves/read-difference";
import { readSeatsOf } from "@/lib/moves/read-seats";
import { tellOfMoves } from "@/lib/moves/tell-of-move";

/** So many at once: more than a file of a studio changes. */
const MOST_CHANGES = 5_000;

/** So many days there are for deciding, from the day on which it is reported. */
export const DAYS_TO_DECIDE = 7;

const DAY = 86_400_000;

/** Somebody whose title, team or seats changed, as an HR system says. */
type Reported = {
  personId: string;
  name: string;
  managerId: string | null;
  /** They have left, or leave. */
  leaving: boolean;
  openId: string | null;
  openNumber: number | null;
  /** Whether an HR system's word began the one that is open. */
  ofSystem: boolean;
};

/**
 * What an HR system says of changed titles, teams and seats becomes a move of each person who holds something, or whose
 * seats need something: with a week to decide the lines, after which what nobody decided goes. The new title counts in
 * the register already; the move is about the access. Where a move of the person waits, it stays and has the new word in
 * its note. Who leaves is passed over: the departure takes everything back. A constant number of statements, however
 * many people. The same word again changes nothing.
 */
export const reportChanges = command({
  name: "moves.report-changes",
  permission: "moves.report",
  timeoutMs: 60_000,
  input: z.strictObject({
    changes: z
      .array(
        z.strictObject({
          personId: id(),
          title: optional(line(120)),
          department: optional(line(120)),
          /** Who says what, in a sentence. */
          says: paragraph(600),
        }),
      )
      .min(1, "Nobody is named.")
      .max(MOST_CHANGES),
  }),
  target: async (tx, { changes }) =>
    lockReported(
      tx,
      changes.map((change) => change.personId),
    ),
  allow: () => true,
  async change({ tx, input, target: people, now }) {
    const changeOf = new Map(input.changes.map((change) => [change.personId, change]));
    const open = people.flatMap(({ openId, openNumber, leaving, ...person }) => {
      const change = changeOf.get(person.personId);
      return openId && openNumber && !leaving && change
        ? [{ ...person, ...change, id: openId, number: openNumber }]
        : [];
    });
    const added = await addToOpen(tx, open);
    const movers = people.filter((person) => !person.leaving && !person.openId);
    const seats = Map.groupBy(
      await readSeatsOf(
        tx,
        movers.map((person) => person.personId),
      ),
      (seat) => seat.personId,
    );
    const differences = await readDifferences(
      tx,
      movers.map(({ personId }) => ({ personId, seats: seats.get(personId) ?? [] })),
    );
    const fresh = movers.flatMap((person, place) => {
      const change = changeOf.get(person.personId);
      const lines = differences[place]?.lines ?? [];
      return change && lines.length > 0 ? [{ ...person, ...change, lines }] : [];
    });
    const effectiveOn = new Date(Math.floor(now.getTime() / DAY) * DAY + DAYS_TO_DECIDE * DAY);
    const made = await tx.move.createManyAndReturn({
      data: fresh.map(({ personId, title, department, says }) => ({
        personId,
        title,
        department,
        effectiveOn,
        note: says,
        proposedAt: now,
      })),
      select: { id: true, number: true, personId: true },
    });
    const idOf = new Map(made.map((move) => [move.personId, move]));
    const moves = fresh.flatMap((person) => {
      const move = idOf.get(person.personId);
      return move ? [{ ...person, ...move, personName: person.name }] : [];
    });
    await writeLines(tx, moves);
    const jobs = await tellOfMoves(
      tx,
      moves.map(({ lines, managerId, ...move }) => ({
        ...move,
        managerIds: [managerId],
        effectiveOn,
        lines: lines.length,
        byId: null,
      })),
      await listPeopleWhoMay(tx, "moves.propose"),
    );
    const audit: AuditEntry[] = [
      ...moves.map((move) => ({
        ...moveObject(move),
        after: {
          ...(move.title ? { title: move.title } : {}),
          ...(move.department ? { department: move.department } : {}),
          effectiveOn: effectiveOn.toISOString().slice(0, 10),
          lines: move.lines.length,
        },
        reason: move.says,
      })),
      ...open
        .filter((move) => added.has(move.id))
        .map((move) => ({
          ...moveObject({ ...move, personName: move.name }),
          after: { saidMeanwhile: move.says },
          reason: `${moveName(move.number)} is under way already, so no second one is proposed.`,
        })),
    ];
    return { result: { proposed: moves.map((move) => move.number), added: added.size }, audit, jobs };
  },
});

/** The people, locked in the order of their ids, with the move of each that waits. Two statements. */
async function lockReported(tx: Tx, personIds: readonly string[]): Promise<Reported[]> {
  const ids = [...personIds];
  await tx.$queryRaw`SELECT id FROM "Person" WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`;
  return tx.$queryRaw<Reported[]>`
    SELECT p.id AS "personId", p.name, p."managerId",
      p."endedAt" IS NOT NULL OR EXISTS (SELECT 1 FROM "Departure" d WHERE d."personId" = p.id
        AND d."cancelledAt" IS NULL AND d."certifiedAt" IS NULL) AS leaving,
      m.id AS "openId", m.number AS "openNumber", m.id IS NOT NULL AND m."proposedById" IS NULL AS "ofSystem"
    FROM "Person" p LEFT JOIN "Move" m ON m."personId" = p.id AND m.state IN ('waiting', 'decided')
    WHERE p.id = ANY(${ids}::uuid[]) ORDER BY p.id`;
}

type ToAdd = { id: string; ofSystem: boolean; title: string | null; department: string | null; says: string };

/**
 * Writes the new word into moves that wait, and the new title where the title was an HR system's word, too. Gives those
 * to which it was new. One statement.
 */
async function addToOpen(tx: Tx, open: readonly ToAdd[]): Promise<Set<string>> {
  if (open.length === 0) return new Set();
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Move" m SET note = right(concat_ws(E'\\n', m.note, n.says), 2000),
      title = CASE WHEN n."ofSystem" THEN coalesce(n.title, m.title) ELSE m.title END,
      department = CASE WHEN n."ofSystem" THEN coalesce(n.department, m.department) ELSE m.department END
    FROM jsonb_to_recordset(${JSON.stringify(open)}::jsonb)
      AS n(id uuid, says text, title text, department text, "ofSystem" boolean)
    WHERE m.id = n.id AND strpos(coalesce(m.note, ''), n.says) = 0
    RETURNING m.id`;
  return new Set(rows.map((row) => row.id));
}

type NewMove = {
  id: string;
  personId: string;
  lines: Awaited<ReturnType<typeof readDifferences>>[number]["lines"];
};

async function writeLines(tx: Tx, moves: readonly NewMove[]): Promise<void> {
  const rows = moves.flatMap(({ id: moveId, personId, lines }) =>
    lines.map((each) => ({
      moveId,
      personId,
      grantId: "grantId" in each ? each.grantId : null,
      kitLineId: "kitLineId" in each ? each.kitLineId : null,
      verdict: each.verdict,
      toRoleIds: each.verdict === "lower" ? each.toRoleIds : [],
      because: each.because,
    })),
  );
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO "MoveLine" ("moveId", "personId", "grantId", "kitLineId", verdict, "toRoleIds", because)
    SELECT n.* FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n("moveId" uuid, "personId" uuid,
      "grantId" uuid, "kitLineId" uuid, verdict "MoveVerdict", "toRoleIds" uuid[], because text)`;
}
