import Papa from "papaparse";
import { LIMITS, type Sheet, textCell, withoutTrailingEmptyRows } from "./sheet";
import { UnreadableFile } from "./unreadable-file";

const DELIMITERS = [";", "\t", ",", "|"] as const;

/**
 * Text with a delimiter (a CSV file, or cells pasted from a spreadsheet) as one sheet.
 * Takes the text without its byte order mark; gives the sheet and the delimiter that was found.
 *
 * @throws UnreadableFile when there are more rows or columns than the limits allow, or nothing at all.
 */
export function readDelimited(text: string, name: string): { sheet: Sheet; delimiter: string } {
  const declared = /^sep=(.)\r?\n/i.exec(text);
  const body = declared ? text.slice(declared[0].length) : text;
  const delimiter = declared?.[1] ?? guessDelimiter(body);
  const parsed = parse(body, delimiter, LIMITS.rows + 1);
  if (parsed.length > LIMITS.rows) {
    throw new UnreadableFile(`The file has more than ${LIMITS.rows} rows. Split it and import the parts.`);
  }
  const offset = declared ? 2 : 1;
  const rows = withoutTrailingEmptyRows(
    parsed.map((cells, index) => ({ number: index + offset, hidden: false, cells: cells.map(textCell) })),
  );
  if (rows.length === 0) throw new UnreadableFile("The file has no text in it. Export it again.");
  if (rows.some((row) => row.cells.length > LIMITS.columns)) {
    throw new UnreadableFile(
      `The file has more than ${LIMITS.columns} columns. Remove those you do not need.`,
    );
  }
  return { sheet: { name, hidden: false, hiddenColumns: [], rows }, delimiter };
}

/**
 * The delimiter under which most rows have the same number of fields. Quoted fields are respected, so that
 * "Levy, Rafael" in a file with semicolons counts for nothing; a title or a total above or below is outvoted.
 */
function guessDelimiter(text: string): string {
  let best: { delimiter: string; score: number } | null = null;
  for (const delimiter of DELIMITERS) {
    const widths = parse(text, delimiter, 200)
      .filter((row) => row.some((cell) => cell.trim() !== ""))
      .map((row) => row.length);
    const score = agreement(widths);
    if (score > (best?.score ?? 0)) best = { delimiter, score };
  }
  return best?.delimiter ?? ",";
}

/** Share of the rows that have the commonest width, with a small bonus for wider tables; 0 for one column. */
function agreement(widths: number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  let score = 0;
  for (const [width, count] of counts) {
    if (width > 1) score = Math.max(score, count / widths.length + Math.min(width, 20) / 100);
  }
  return score;
}

function parse(text: string, delimiter: string, preview: number): string[][] {
  return Papa.parse<string[]>(text, { delimiter, preview, skipEmptyLines: false }).data;
}
