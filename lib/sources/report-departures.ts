import { z } from "zod";
import type { AuditEntry } from "@/lib/audit/event";
import type { Actor } from "@/lib/auth/actor";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { conflict } from "@/lib/errors";
import { id, optional, paragraph } from "@/lib/input";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { when } from "@/lib/register/input";
import { alarmOfHeld } from "@/lib/sources/alarm-of-held";
import { holdDepartures } from "@/lib/sources/hold-departures";
import { lockGuard } from "@/lib/sources/lock-guard";
import { lockReported, type Reported } from "@/lib/sources/lock-reported";
import { moveDepartures } from "@/lib/sources/move-departures";
import { goesOver } from "@/lib/sources/rules/guard";
import { readStart } from "@/lib/sources/rules/read-start";
import { worksHere } from "@/lib/sources/works-here";
import type { DepartureKind } from "@/prisma/generated/enums";

/** So many in one report: more than anybody loses at once, and still one transaction. */
export const MOST_REPORTED = 2_000;

/** A source's word of one person, as it came. */
export type Word = {
  personId: string;
  kind: DepartureKind;
  lastMoment?: Date | undefined;
  note: string | null;
};

/** What became of each. */
export type Answered = {
  started: { personId: string; departureId: string; number: number }[];
  held: { personId: string; heldId: string }[];
  /** They have left, or a departure of theirs is under way, whose last moment may have moved. */
  already: string[];
};

/**
 * The one door by which an HR system's word (SCIM, a webhook, a file) starts departures. What is believable starts at
 * once, in this transaction, which also ends the sessions (SEC-08): at most as many as the guard believes, so one by
 * one. A batch that goes over is held, all of it, and so is what the source says further until somebody has decided
 * (SEC-113); what cannot be started as it was reported is held by itself. Reports of two instances wait for each other
 * at the guard's row. The same word again changes nothing.
 *
 * Raises not_found for a source that is not there, conflict for one that has ended, for somebody whom a system's
 * source does not manage (SEC-111), and for a person who is not there.
 */
export const reportDepartures = command({
  name: "sources.report-departures",
  permission: "sources.report",
  timeoutMs: 60_000,
  input: z.strictObject({
    sourceId: id(),
    departures: z
      .array(
        z.strictObject({
          personId: id(),
          kind: z.enum(["leaves", "contract_ends", "terminated_now"], "Say how it ends."),
          /** May be left out for a termination: then it is now. */
          lastMoment: when().optional(),
          note: optional(paragraph()),
        }),
      )
      .min(1, "Nobody is named.")
      .max(MOST_REPORTED, `One report names ${MOST_REPORTED} people at most.`),
  }),
  async target(tx, { sourceId }) {
    const guard = await lockGuard(tx);
    const source = await tx.hrSource.findUnique({ where: { id: sourceId } });
    return source && { guard, source };
  },
  allow: () => true,
  async change({ tx, actor, input, target: { guard, source }, now }) {
    if (source.endedAt) throw conflict(`${source.name} is no longer an HR system of the studio.`);
    const words = new Map<string, Word>(input.departures.map((word) => [word.personId, word]));
    const people = await lockReported(tx, source.id, [...words.keys()]);
    refuseStrangers(actor, source.name, people, words.size);

    const already = people.filter((person) => person.leaving);
    const waiting = people.filter((person) => person.heldId && !person.leaving);
    const fresh = people.filter((person) => !person.heldId && !person.leaving);
    const owners = await readStayingOwners(tx);
    const reads = fresh.map((person) => readStart(actor, person, wordOf(words, person), owners, fresh, now));
    const possible = reads.filter((read) => read.sentence === null);
    const before = await countBefore(tx, source.id, guard.minutes);
    const over =
      before.waits ||
      goesOver(guard, { working: before.working, before: before.reported, now: possible.length });

    const started = over ? [] : await startAll(tx, actor, source, possible, now);
    const kept = await holdDepartures(tx, {
      sourceId: source.id,
      now,
      held: [
        ...(over ? possible.map((read) => ({ ...read, because: "too_many" as const })) : []),
        ...reads
          .filter((read) => read.sentence !== null)
          .map((read) => ({ ...read, because: "cannot_start" as const })),
        // Who is held already: the newest word counts.
        ...waiting.map((person) => ({
          person,
          word: wordOf(words, person),
          sentence: null,
          because: "too_many" as const,
        })),
      ],
    });
    await moveDepartures(
      tx,
      actor,
      source,
      already.map((person) => ({ ...person, word: wordOf(words, person) })),
      now,
    );
    const jobs = await alarmOfHeld(tx, source, kept);

    const result: Answered = {
      started: started.map(({ personId, departureId, number }) => ({ personId, departureId, number })),
      held: kept.map(({ personId, heldId }) => ({ personId, heldId })),
      already: already.map(({ id: personId }) => personId),
    };
    const audit: AuditEntry[] = kept
      .filter((each) => each.changed)
      .map((each) => ({
        objectType: "person",
        objectId: each.personId,
        objectName: each.name,
        after: {
          held: each.because === "too_many" ? "more departures at once than is believable" : each.sentence,
          source: source.name,
          kind: each.kind,
          lastMoment: each.lastMoment?.toISOString() ?? null,
        },
        reason: each.note,
      }));
    if (started.length > 0)
      audit.push({
        objectType: "source",
        objectId: source.id,
        objectName: source.name,
        after: { started: started.map(({ number }) => `D-${number}`) },
      });
    return { result, audit, jobs };
  },
});

function wordOf(words: ReadonlyMap<string, Word>, person: Reported): Word {
  const word = words.get(person.id);
  if (!word) throw new Error("Who was locked was named.");
  return word;
}

/** A system speaks of the people whom it manages, and of no others (SEC-111). */
function refuseStrangers(actor: Actor, source: string, people: readonly Reported[], named: number): void {
  if (people.length < named) throw conflict("Somebody in this report is not known here.");
  const stranger = actor.system && people.find((person) => !person.managed);
  if (stranger) throw conflict(`${source} does not manage ${stranger.name}.`);
}

async function startAll(
  tx: Tx,
  actor: Actor,
  source: { id: string; name: string },
  reads: readonly { person: Reported; word: Word }[],
  now: Date,
) {
  const started: { personId: string; departureId: string; number: number; word: Word }[] = [];
  // At most as many as the guard believes.
  for (const { person, word } of reads) {
    const { departureId, number } = await startDeparture.within(tx, actor, {
      ...word,
      note: [`${source.name} reported it.`, word.note].filter(Boolean).join(" "),
    });
    started.push({ personId: person.id, departureId, number, word });
  }
  await tx.departureReport.createMany({
    data: started.map(({ personId, departureId, word }) => ({
      sourceId: source.id,
      personId,
      kind: word.kind,
      lastMoment: word.lastMoment ?? null,
      note: word.note,
      reportedAt: now,
      departureId,
    })),
  });
  return started;
}

/** The owners who stay: without one of them nobody could run Keyholder. */
async function readStayingOwners(tx: Tx): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM "Account" a JOIN "Person" p ON p.id = a."personId"
    WHERE 'owner' = ANY(a.roles) AND a."disabledAt" IS NULL AND p."endedAt" IS NULL AND p."accessEndsAt" IS NULL`;
  return new Set(rows.map((row) => row.id));
}

/** What sources have said within the guard's minutes and nobody has vouched for, and whether something of this one waits. */
async function countBefore(tx: Tx, sourceId: string, minutes: number) {
  const [row] = await tx.$queryRaw<{ reported: number; waits: boolean; working: number }[]>`
    SELECT
      (SELECT count(*)::int FROM "DepartureReport" r WHERE r."reportedAt" > now() - make_interval(mins => ${minutes}::int)
        AND r."decidedAt" IS NULL AND (r."heldBecause" = 'too_many' OR EXISTS (SELECT 1 FROM "Departure" d
          WHERE d.id = r."departureId" AND d."startedAt" = r."reportedAt"))) AS reported,
      EXISTS (SELECT 1 FROM "DepartureReport" r WHERE r."sourceId" = ${sourceId}::uuid
        AND r."heldBecause" = 'too_many' AND r."decidedAt" IS NULL) AS waits,
      (SELECT count(*)::int FROM "Person" p WHERE ${worksHere}) AS working`;
  if (!row) throw new Error("A count has a row.");
  return row;
}
