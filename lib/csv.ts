import Papa from "papaparse";

/** The most rows that one export gives; a list's search narrows what is more. */
export const EXPORT_ROWS = 50_000;

/** A column of an export: its heading, and what stands in it. */
export type CsvColumn<Row> = {
  heading: string;
  value: (row: Row) => string | number | boolean | Date | null | undefined;
};

/**
 * CSV as a spreadsheet opens it (UTF-8 with its mark, CRLF). A cell that would begin a formula (= + - @, tab or
 * line break) gets an apostrophe in front, so that it stays text (ASVS 1.2.10). Days and moments are ISO.
 */
export function toCsv<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  const text = Papa.unparse(
    {
      fields: columns.map((column) => column.heading),
      data: rows.map((row) => columns.map((column) => cell(column.value(row)))),
    },
    { escapeFormulae: /^[\0=+\-@\t\r\n＝＋－＠]/u, newline: "\r\n" },
  );
  return `\uFEFF${text}\r\n`;
}

/** An export as a download, which no cache keeps. `name` is the file's name without date and ending. */
export function csvResponse<Row>(
  name: string,
  columns: readonly CsvColumn<Row>[],
  rows: readonly Row[],
): Response {
  const day = new Date().toISOString().slice(0, 10);
  return new Response(toCsv(columns, rows), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="keyholder-${name}-${day}.csv"`,
      "Cache-Control": "private, no-store",
    },
  });
}

function cell(value: string | number | boolean | Date | null | undefined): string | number {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (!(value instanceof Date)) return value;
  const text = value.toISOString();
  return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text;
}
