/**
 * What every kind of file becomes before anything is understood: sheets of rows of cells, all of it text.
 * A cell that begins a formula is text like any other; nothing here is ever evaluated.
 */
export type CellKind = "empty" | "text" | "number" | "date";

/** `merged`: the text was written once, in the first cell of a merged range. `formula`: a stored result. */
export type Cell = { text: string; kind: CellKind; merged?: true; formula?: true };

/** `number` is the row's number as a spreadsheet program shows it, so that people find it again. */
export type SheetRow = { number: number; hidden: boolean; cells: Cell[] };

export type Sheet = { name: string; hidden: boolean; hiddenColumns: number[]; rows: SheetRow[] };

export type SheetFile =
  | { kind: "delimited"; delimiter: string; encoding: string; sheets: Sheet[] }
  | { kind: "workbook"; sheets: Sheet[] };

export const EMPTY_CELL: Cell = Object.freeze({ text: "", kind: "empty" });

export const LIMITS = {
  fileBytes: 10 * 1024 * 1024,
  columns: 200,
  rows: 50_000,
  unpackedBytes: 100 * 1024 * 1024,
  zipEntries: 2_000,
  mergedCells: 500_000,
} as const;

/** A cell holding this text; blank text is the empty cell. */
export function textCell(text: string): Cell {
  return text.trim() === "" ? EMPTY_CELL : { text, kind: "text" };
}

/** Whether nothing is written in any cell of the row. */
export function isEmptyRow(row: SheetRow): boolean {
  return row.cells.every((cell) => cell.kind === "empty");
}

/** The rows without the empty ones at the end, which spreadsheet programs like to leave behind. */
export function withoutTrailingEmptyRows(rows: SheetRow[]): SheetRow[] {
  const last = rows.findLastIndex((row) => !isEmptyRow(row));
  return rows.slice(0, last + 1);
}
