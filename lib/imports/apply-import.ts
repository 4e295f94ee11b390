import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";
import type { ImportRun } from "@/prisma/generated/client";
import { type MadePlan, makePlan, newcomerRef } from "./make-plan";
import type { PeoplePlan } from "./plan-people";
import { lockRun, refuseDiscarded } from "./run";
import { type SavedCounts, savePlan } from "./save-plan";
import { writePeople } from "./write-people";
import { writeRegister } from "./write-register";

/**
 * `applied`: what the review showed has been written. `changed`: the register has moved on since the review, so
 * that `rows` rows turn out differently now; nothing was written, and the review shows how it stands.
 */
export type Applied = { id: string; state: "applied" | "changed"; rows: number; counts: SavedCounts };

/**
 * Writes what the review has shown, all of it in one transaction, and nothing that it has not shown. Rows with an
 * open question, and refused ones, stay in the list of leftovers. Raises conflict when it has been applied already
 * or not been worked out yet.
 */
export const applyImport = command({
  name: "imports.apply-import",
  permission: "imports.run",
  timeoutMs: 120_000,
  input: z.strictObject({ id: id() }),
  async target(tx, input) {
    // One import at a time: the second of two sees what the first one wrote.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('keyholder.import', 0))`;
    return lockRun(tx, input.id);
  },
  // HR brings people; who holds what is entered by those who record it.
  also: ({ target }) => (target.kind === "register" ? "register.record" : null),
  allow: () => true,
  async change({ tx, actor, target: run, now }) {
    refuseDiscarded(run);
    if (run.state === "applied")
      throw conflict(
        "This import has been applied already. Answer what is still open, and apply it again for the rest.",
      );
    if (run.unmapped)
      throw conflict(
        "Nobody has confirmed yet what the columns hold. Look at them, confirm them, then look at the rows again.",
      );
    if (run.counts === null)
      throw conflict("The review is not worked out yet. Wait until it is there, look at it, then apply.");
    const made = await makePlan(tx, run, now);
    const rows = await countDifferent(tx, run.id, made);
    if (rows > 0) {
      const counts = await savePlan(tx, run.id, made, { byId: actor.personId });
      const result: Applied = { id: run.id, state: "changed", rows, counts };
      return { result, audit: [entryOf(run, { reviewedAgain: rows })] };
    }
    await writePlan(tx, actor, run, made, now);
    const counts = run.counts as SavedCounts;
    await markApplied(tx, run, actor, now);
    const result: Applied = { id: run.id, state: "applied", rows: 0, counts };
    return {
      result,
      audit: [entryOf(run, { applied: counts })],
      // What it shows of people who have left.
      jobs: [{ kind: "lifecycle.find-seen", data: {} }],
    };
  },
});

const entryOf = (run: ImportRun, after: Record<string, SavedCounts | number>) => ({
  objectType: "import",
  objectId: run.id,
  objectName: run.fileName,
  after,
});

/** How many rows turn out differently from what the review has shown. */
async function countDifferent(tx: Tx, runId: string, made: MadePlan): Promise<number> {
  const shown = await tx.$queryRaw<{ row: number; outcome: string; sentence: string }[]>`
    SELECT "rowNumber" AS row, outcome::text, sentence FROM "ImportRow" WHERE "runId" = ${runId}::uuid`;
  const before = new Map(shown.map(({ row, outcome, sentence }) => [row, `${outcome} ${sentence}`]));
  return made.plan.rows.filter(({ row, outcome, sentence }) => before.get(row) !== `${outcome} ${sentence}`)
    .length;
}

async function writePlan(tx: Tx, actor: Actor, run: ImportRun, made: MadePlan, now: Date): Promise<void> {
  const reason = `Import ${run.number}: ${run.fileName}`.slice(0, 500);
  const people = (plan: PeoplePlan) => writePeople(tx, actor, plan, made.known.employees, reason);
  if (made.kind === "people") {
    await people(made.plan);
    return;
  }
  const entered = made.together ? await people(made.together.plan) : new Map<string, string>();
  if (made.together) {
    await savePlan(
      tx,
      made.together.run.id,
      { kind: "people", plan: made.together.plan, known: made.known },
      { byId: actor.personId },
    );
    await markApplied(tx, made.together.run, actor, now);
  }
  const byRef = new Map([...entered].map(([email, personId]) => [newcomerRef(email), personId]));
  await writeRegister({ tx, actor, now, runId: run.id, reason }, made, byRef);
}

async function markApplied(tx: Tx, run: ImportRun, actor: Actor, now: Date): Promise<void> {
  await tx.importRun.update({
    where: { id: run.id },
    data: {
      state: "applied",
      appliedAt: now,
      appliedById: actor.personId,
      updatedById: actor.personId,
    },
  });
}
