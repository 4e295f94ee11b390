import { z } from "zod";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { applyImport } from "@/lib/imports/apply-import";
import { lockRun } from "@/lib/imports/run";
import { id } from "@/lib/input";
import { reportDepartures } from "@/lib/sources/report-departures";
import { type RoleNews, reportRoles } from "@/lib/sources/report-roles";
import { lockSourceOfFiles } from "@/lib/sources/source-of-files";

/** What was applied, and what became of those who leave by it. */
export type AppliedFile = {
  id: string;
  state: "applied" | "changed";
  rows: number;
  started: number;
  held: number;
};

/**
 * Applies an import as its review shows it, proposes a move of each who has another title or team by it, and starts the
 * departures that it says, through the one door of HR systems: more at once than is believable are held. All in one
 * transaction. Raises as apply-import does.
 */
export const applyFile = command({
  name: "sources.apply-file",
  permission: "imports.run",
  timeoutMs: 120_000,
  input: z.strictObject({ id: id() }),
  async target(tx, input) {
    // One import at a time, as apply-import has it: what is read here is what is applied.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('keyholder.import', 0))`;
    return lockRun(tx, input.id);
  },
  allow: () => true,
  async change({ tx, actor, target: run, now }) {
    // Read before: what applying shows anew is not what was reviewed.
    const runIds = [run.id, ...(run.peopleRunId ? [run.peopleRunId] : [])];
    const leaving = await readLeaving(tx, runIds);
    const moving = await readMoving(tx, runIds);
    const withdrawn = await readWithdrawn(tx, runIds);
    const { id: runId, state, rows } = await applyImport.within(tx, actor, { id: run.id });
    const result: AppliedFile = { id: runId, state, rows, started: 0, held: 0 };
    if (state === "changed") return { result, audit: [] };
    const audit = await openFindings(tx, withdrawn, actor.personId);
    if (leaving.length + moving.length === 0) return { result, audit };
    const source = await lockSourceOfFiles(tx);
    await reportRoles(tx, actor, source.name, moving);
    if (leaving.length === 0) return { result, audit };
    const idOf = await idsOf(tx, leaving);
    const answer = await reportDepartures.within(tx, actor, {
      sourceId: source.id,
      departures: leaving.map(({ personId, email, kind, lastMoment }) => ({
        personId: personId ?? idOf(email),
        kind,
        lastMoment: lastMoment ? new Date(lastMoment) : now,
      })),
    });
    return { result: { ...result, started: answer.started.length, held: answer.held.length }, audit };
  },
});

function readMoving(tx: Tx, runIds: readonly string[]): Promise<RoleNews[]> {
  return tx.$queryRaw<RoleNews[]>`
    SELECT m.* FROM "ImportRow" r JOIN "ImportRun" n ON n.id = r."runId",
      jsonb_to_record(r.plan->'moving') AS m("personId" text, title jsonb, department jsonb)
    WHERE r."runId" = ANY (${[...runIds]}::uuid[]) AND r.plan ? 'moving' AND n.state = 'review'
    ORDER BY r."rowNumber"`;
}

function readWithdrawn(tx: Tx, runIds: readonly string[]): Promise<Withdrawn[]> {
  return tx.$queryRaw<Withdrawn[]>`
    SELECT w.* FROM "ImportRow" r JOIN "ImportRun" n ON n.id = r."runId",
      jsonb_to_record(r.plan->'withdrawn') AS w("personId" uuid, detail text)
    WHERE r."runId" = ANY (${[...runIds]}::uuid[]) AND r.plan ? 'withdrawn' AND n.state = 'review'
    ORDER BY w."personId"`;
}

type Withdrawn = { personId: string; detail: string };

/** A last day that is given no more is somebody's to look at, once: it cancels nothing by itself. */
async function openFindings(tx: Tx, withdrawn: readonly Withdrawn[], byId: string | null) {
  const findings = await tx.finding.createManyAndReturn({
    data: withdrawn.map((each) => ({ ...each, kind: "last_day_withdrawn" as const, openedById: byId })),
    select: { id: true, detail: true },
  });
  return findings.map(({ id: objectId, detail }) => ({
    objectType: "finding",
    objectId,
    objectName: detail,
    after: { kind: "last_day_withdrawn" },
  }));
}

/** The people whom the file has just entered, by their addresses. */
async function idsOf(tx: Tx, leaving: readonly Leaving[]): Promise<(email: string) => string> {
  const emails = leaving.flatMap(({ personId, email }) => (personId ? [] : [email]));
  const people = await tx.person.findMany({
    where: { email: { in: emails } },
    select: { id: true, email: true },
  });
  const idOf = new Map(people.map((person) => [person.email, person.id]));
  return (email) => {
    const id = idOf.get(email);
    if (!id) throw new Error("Whom a file says to have left was entered by it.");
    return id;
  };
}

type Leaving = {
  personId: string | null;
  email: string;
  kind: "leaves" | "contract_ends";
  lastMoment: string | null;
};

function readLeaving(tx: Tx, runIds: readonly string[]): Promise<Leaving[]> {
  return tx.$queryRaw<Leaving[]>`
    SELECT l.* FROM "ImportRow" r JOIN "ImportRun" n ON n.id = r."runId",
      jsonb_to_record(r.plan->'leaving') AS l("personId" text, email text, kind text, "lastMoment" text)
    WHERE r."runId" = ANY (${[...runIds]}::uuid[]) AND r.plan ? 'leaving' AND n.state = 'review'
    ORDER BY r."rowNumber"`;
}
