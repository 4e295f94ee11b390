import type { Prisma, Tx } from "@/lib/db";
import { countWrites, type Writes } from "./count-writes";
import type { MadePlan } from "./make-plan";
import type { PlannedLeaving, PlannedWithdrawal } from "./plan-leaving";
import type { PlannedMoving } from "./plan-moving";
import type { ImportCounts, PlannedRow, Question } from "./plan-types";

const CHUNK = 5_000;
const ROWS_NAMED = 20;

/** The counts of a plan, which add up, and what applying it would write. */
export type SavedCounts = ImportCounts & { writes: Writes };

/** A question as the review shows it: how many rows ask it, and the first of them. */
export type SavedQuestion = Omit<Question, "rows"> & { count: number; rows: number[] };

/** Replaces a run's rows, questions and counts by a plan's: a statement for every 5,000 rows. */
export async function savePlan(
  tx: Tx,
  runId: string,
  made: MadePlan,
  by: { byId: string | null },
): Promise<SavedCounts> {
  const { plan } = made;
  const counts: SavedCounts = { ...plan.counts, writes: countWrites(made) };
  const questions: SavedQuestion[] = plan.questions.map(({ rows, ...question }) => ({
    ...question,
    count: rows.length,
    rows: rows.slice(0, ROWS_NAMED),
  }));
  await tx.$executeRaw`DELETE FROM "ImportRow" WHERE "runId" = ${runId}::uuid`;
  for (let at = 0; at < plan.rows.length; at += CHUNK) {
    const chunk = JSON.stringify(plan.rows.slice(at, at + CHUNK).map(savedRow));
    await tx.$executeRaw`
      INSERT INTO "ImportRow" ("runId", "rowNumber", outcome, sentence, "questionKey", cells, plan)
      SELECT ${runId}::uuid, r.* FROM jsonb_to_recordset(${chunk}::jsonb) AS r("rowNumber" int,
        outcome "ImportOutcome", sentence text, "questionKey" text, cells text[], plan jsonb)`;
  }
  await tx.importRun.update({
    where: { id: runId },
    data: {
      counts: counts satisfies Prisma.InputJsonValue,
      questions: questions satisfies Prisma.InputJsonValue,
      updatedById: by.byId,
    },
  });
  return counts;
}

type AnyRow = Pick<
  PlannedRow,
  "row" | "outcome" | "sentence" | "skip" | "remarks" | "questions" | "cells"
> & {
  leaving?: PlannedLeaving | null;
  moving?: PlannedMoving | null;
  withdrawn?: PlannedWithdrawal | null;
};

function savedRow(planned: AnyRow) {
  const { row, outcome, sentence, skip, remarks, questions, cells } = planned;
  const { leaving, moving, withdrawn } = planned;
  return {
    rowNumber: row,
    outcome,
    sentence,
    questionKey: questions[0] ?? null,
    // A null byte is the one character that the database's text cannot hold.
    cells: cells.map((cell) => cell.replaceAll("\0", "")),
    plan: {
      skip,
      remarks,
      questions,
      ...(leaving ? { leaving } : {}),
      ...(moving ? { moving } : {}),
      ...(withdrawn ? { withdrawn } : {}),
    },
  };
}
