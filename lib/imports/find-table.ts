import { fold, oncePerText, tidy } from "./fold";
import { looksLikeHeading } from "./heading-words";
import { type Cell, EMPTY_CELL, isEmptyRow, type Sheet, type SheetRow } from "./sheet";

export type SkipReason = "empty" | "total" | "heading-again";

export type TableRow = { number: number; hidden: boolean; cells: Cell[] };
export type SkippedRow = { number: number; why: SkipReason; cells: Cell[] };

/** The table within a sheet: its headings, its body, and each row of the body that says nothing, with why. */
export type Table = {
  headingRow: number | null;
  headings: string[];
  title: string[];
  rows: TableRow[];
  skipped: SkippedRow[];
};

const HEADING_WITHIN = 40;
const TOTAL =
  /^((grand |sub ?)?totals?|sum|summe|gesamt(summe)?|somme|total general|suma|totaal|som|count|anzahl)\b[:.]?/;

/**
 * Finds the table in a sheet. A title, notes and empty rows above the headings are set aside. When no row
 * looks like headings, the columns are called "Column A" and so on, and every row is body.
 */
export function findTable(sheet: Sheet): Table {
  const headingAt = findHeading(sheet.rows);
  const heading = headingAt === null ? undefined : sheet.rows[headingAt];
  const body = headingAt === null ? sheet.rows : sheet.rows.slice(headingAt + 1);
  const width = Math.max(
    0,
    heading?.cells.length ?? 0,
    ...body.slice(0, 1000).map((row) => row.cells.length),
  );
  const headings = Array.from({ length: width }, (_, column) => {
    const text = tidy(heading?.cells[column]?.text ?? "");
    return text === "" ? `Column ${columnLetters(column)}` : text;
  });
  const table: Table = {
    headingRow: heading?.number ?? null,
    headings,
    title: headingAt === null ? [] : titleOf(sheet.rows.slice(0, headingAt)),
    rows: [],
    skipped: [],
  };
  const folded = oncePerText(fold);
  const foldedHeadings = headings.map(folded);
  for (const row of body) {
    const why = skipReason(row, foldedHeadings, folded);
    if (why === null)
      table.rows.push({ number: row.number, hidden: row.hidden, cells: padded(row.cells, width) });
    else table.skipped.push({ number: row.number, why, cells: row.cells });
  }
  return table;
}

/** The row among the first ones with the most cells that could head a column; at least two must. */
function findHeading(rows: SheetRow[]): number | null {
  let best: { at: number; words: number } | null = null;
  rows.slice(0, HEADING_WITHIN).forEach((row, at) => {
    const words = row.cells.filter(
      (cell) => cell.kind === "text" && !cell.merged && looksLikeHeading(cell.text),
    );
    if (words.length >= 2 && words.length > (best?.words ?? 0)) best = { at, words: words.length };
  });
  return (best as { at: number } | null)?.at ?? firstWideTextRow(rows);
}

/** Without known words: the first row of two or more short texts that holds no data, if there is one. */
function firstWideTextRow(rows: SheetRow[]): number | null {
  const at = rows.slice(0, HEADING_WITHIN).findIndex((row) => filled(row.cells).length >= 2);
  const row = at < 0 ? undefined : rows[at];
  if (row === undefined || at === rows.length - 1) return null;
  const isData = filled(row.cells).some((cell) => cell.kind !== "text" || /[@\d]/.test(cell.text));
  return isData ? null : at;
}

/** `headings` are folded already; `folded` folds and remembers. */
function skipReason(
  row: SheetRow,
  headings: readonly string[],
  folded: (text: string) => string,
): SkipReason | null {
  if (isEmptyRow(row)) return "empty";
  const cells = filled(row.cells);
  const [first] = cells;
  if (first && cells.length <= 4 && TOTAL.test(folded(first.text)) && cells.slice(1).every(isAmount))
    return "total";
  const repeated = row.cells.filter(
    (cell, at) => cell.kind === "text" && folded(cell.text) === (headings[at] ?? ""),
  );
  return cells.length >= 2 && repeated.length >= cells.length * 0.8 ? "heading-again" : null;
}

function isAmount(cell: Cell): boolean {
  return cell.kind === "number" || /^[\d\s.,'%€$£()/-]+(rows?|keys?)?$/.test(cell.text);
}

function filled(cells: Cell[]): Cell[] {
  return cells.filter((cell) => cell.kind !== "empty");
}

function titleOf(rows: SheetRow[]): string[] {
  return rows
    .flatMap((row) => filled(row.cells).filter((cell) => !cell.merged))
    .map((cell) => tidy(cell.text));
}

function padded(cells: Cell[], width: number): Cell[] {
  return Array.from({ length: Math.max(width, cells.length) }, (_, at) => cells[at] ?? EMPTY_CELL);
}

/** A column's letters as a spreadsheet shows them: 0 is A, 26 is AA. */
export function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
}
