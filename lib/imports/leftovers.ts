import Papa from "papaparse";
import type { ImportPlan } from "./plan-types";

export type Leftover = { row: number; cells: readonly string[]; outcome: string; reason: string };

/**
 * The rows that were not taken over, as CSV to be finished later: the original columns, then why.
 * A cell that a spreadsheet program would run as a formula gets an apostrophe in front.
 */
export function leftoversCsv(headings: readonly string[], leftovers: readonly Leftover[]): string {
  const lines = leftovers.map((left) => [
    ...headings.map((_, column) => left.cells[column] ?? ""),
    String(left.row),
    left.outcome,
    left.reason,
  ]);
  const head = [...headings, "Row in the file", "Outcome", "Why it was not taken over"];
  return `\uFEFF${Papa.unparse(
    [head, ...lines].map((line) => line.map(withoutFormula)),
    { newline: "\r\n" },
  )}\r\n`;
}

function withoutFormula(text: string): string {
  return /^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** The rows of a plan that somebody still has to finish: refused, still asked about, or left out by choice. */
export function leftoversOf(plan: ImportPlan): Leftover[] {
  return plan.rows
    .filter((row) => row.outcome === "refused" || row.outcome === "question" || row.skip === "left-out")
    .map((row) => ({ row: row.row, cells: row.cells, outcome: row.outcome, reason: row.sentence }));
}
