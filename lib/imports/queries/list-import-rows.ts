import { z } from "zod";
import { type Actor, requirePermission } from "@/lib/auth/actor";
import { EXPORT_ROWS } from "@/lib/csv";
import { db, Prisma } from "@/lib/db";
import { isId } from "@/lib/input";
import { contains, pagePart } from "@/lib/list-query";
import { type ListState, PAGE_SIZE, type Page } from "@/lib/list-state";
import { ImportOutcome } from "@/prisma/generated/enums";
import type { Leftover } from "../leftovers";
import { readShape } from "../run-shape";

export const rowFilters = ["outcome", "question"] as const;

export type ImportRowDetail = {
  row: number;
  outcome: ImportOutcome;
  sentence: string;
  cells: string[];
  remarks: string[];
  questions: string[];
};

const plan = z
  .object({ remarks: z.array(z.string()), questions: z.array(z.string()) })
  .catch({ remarks: [], questions: [] });

/** The rows of an import in the order of the file, by outcome, by question, or by words in them. */
export async function listImportRows(
  actor: Actor,
  runId: string,
  state: ListState<(typeof rowFilters)[number]>,
): Promise<Page<ImportRowDetail>> {
  requirePermission(actor, "imports.run");
  if (!isId(runId)) return { rows: [], total: 0, page: 1, pageSize: PAGE_SIZE };
  const outcome = Object.values(ImportOutcome).find((each) => each === state.filters.outcome) ?? "";
  const question = state.filters.question ?? "";
  const where = Prisma.sql`"runId" = ${runId}::uuid
    AND (${outcome} = '' OR outcome::text = ${outcome})
    AND (${question} = '' OR plan->'questions' ? ${question})
    AND (${state.q} = '' OR sentence ILIKE ${contains(state.q)}
      OR array_to_string(cells, ' ') ILIKE ${contains(state.q)})`;
  const [rows, [count]] = await Promise.all([
    db.$queryRaw<(Omit<ImportRowDetail, "remarks" | "questions"> & { plan: unknown })[]>`
      SELECT "rowNumber" AS row, outcome::text, sentence, cells, plan FROM "ImportRow"
      WHERE ${where} ORDER BY "rowNumber" ${pagePart(state.page, PAGE_SIZE)}`,
    db.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total FROM "ImportRow" WHERE ${where}`,
  ]);
  return {
    rows: rows.map(({ plan: kept, ...row }) => ({ ...row, ...plan.parse(kept) })),
    total: count?.total ?? 0,
    page: state.page,
    pageSize: PAGE_SIZE,
  };
}

/** What was not taken over, with the headings of its file; null when there is no such import. */
export async function getLeftovers(
  actor: Actor,
  runId: string,
): Promise<{ number: number; headings: string[]; leftovers: Leftover[] } | null> {
  requirePermission(actor, "imports.run");
  if (!isId(runId)) return null;
  const run = await db.importRun.findUnique({ where: { id: runId }, select: { number: true, shape: true } });
  if (!run) return null;
  const leftovers = await db.$queryRaw<Leftover[]>`
    SELECT "rowNumber" AS row, cells, outcome::text, sentence AS reason FROM "ImportRow"
    WHERE "runId" = ${runId}::uuid
      AND (outcome IN ('question', 'refused') OR plan->>'skip' = 'left-out')
    ORDER BY "rowNumber" LIMIT ${EXPORT_ROWS}`;
  return {
    number: run.number,
    headings: readShape(run.shape).columns.map((column) => column.heading),
    leftovers,
  };
}
