import ExcelJS from "exceljs";
import {
  type Cell,
  EMPTY_CELL,
  LIMITS,
  type Sheet,
  type SheetRow,
  textCell,
  withoutTrailingEmptyRows,
} from "./sheet";
import { checkUnpacked } from "./unpack-check";
import { UnreadableFile } from "./unreadable-file";

/** Parts that say nothing about the cells, and that can make a small file very slow to read. */
const IGNORED = ["dataValidations", "conditionalFormatting", "drawing", "picture", "extLst", "autoFilter"];

/**
 * An XLSX workbook as sheets of text. Dates come out as ISO days (both of Excel's calendars), formulas as
 * their stored result, merged cells as the text of their first cell, hidden parts marked as hidden.
 *
 * @throws UnreadableFile when it is damaged, locked or larger than the limits.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<Sheet[]> {
  await checkUnpacked(bytes);
  const workbook = new ExcelJS.Workbook();
  try {
    const copy = new ArrayBuffer(bytes.byteLength);
    new Uint8Array(copy).set(bytes);
    await workbook.xlsx.load(copy, { ignoreNodes: IGNORED });
  } catch {
    throw new UnreadableFile(
      "The workbook is damaged and cannot be opened. Open it in your spreadsheet program and save it again.",
    );
  }
  const sheets = workbook.worksheets.map(readSheet).filter((sheet) => sheet.rows.length > 0);
  if (sheets.length === 0) throw new UnreadableFile("The workbook has no sheet with anything in it.");
  return sheets;
}

function readSheet(worksheet: ExcelJS.Worksheet): Sheet {
  if (worksheet.rowCount > LIMITS.rows * 4 || worksheet.actualRowCount > LIMITS.rows) {
    throw new UnreadableFile(`The sheet “${worksheet.name}” has more than ${LIMITS.rows} rows. Split it.`);
  }
  const rows: SheetRow[] = [];
  worksheet.eachRow({ includeEmpty: true }, (row, number) => {
    const cells: Cell[] = [];
    row.eachCell({ includeEmpty: false }, (cell, column) => {
      const read = readCell(cell);
      if (read.kind === "empty") return;
      while (cells.length < column - 1) cells.push(EMPTY_CELL);
      cells.push(read);
    });
    if (cells.length > LIMITS.columns) {
      throw new UnreadableFile(
        `The sheet “${worksheet.name}” has more than ${LIMITS.columns} columns. Remove those you do not need.`,
      );
    }
    rows.push({ number, hidden: row.hidden === true, cells });
  });
  return {
    name: worksheet.name,
    hidden: worksheet.state !== "visible",
    hiddenColumns: hiddenColumns(worksheet),
    rows: withoutTrailingEmptyRows(rows),
  };
}

function hiddenColumns(worksheet: ExcelJS.Worksheet): number[] {
  const hidden: number[] = [];
  (worksheet.columns ?? []).forEach((column, index) => {
    if (column.hidden === true && index < LIMITS.columns) hidden.push(index);
  });
  return hidden;
}

function readCell(cell: ExcelJS.Cell): Cell {
  const isSlave = cell.isMerged && cell.master.address !== cell.address;
  const read = readValue(isSlave ? cell.master.value : cell.value);
  return isSlave && read.kind !== "empty" ? { ...read, merged: true } : read;
}

function readValue(value: ExcelJS.CellValue): Cell {
  if (value === null || value === undefined) return EMPTY_CELL;
  if (value instanceof Date) return dateCell(value);
  if (typeof value === "number") return { text: String(value), kind: "number" };
  if (typeof value === "boolean") return textCell(value ? "TRUE" : "FALSE");
  if (typeof value === "string") return textCell(value);
  if ("richText" in value) return textCell(value.richText.map((run) => run.text).join(""));
  if ("hyperlink" in value) return readValue(value.text as ExcelJS.CellValue);
  if ("error" in value) return textCell(value.error);
  if ("formula" in value || "sharedFormula" in value) {
    const formula = "formula" in value ? value.formula : value.sharedFormula;
    const result = value.result === undefined ? textCell(`=${formula}`) : readValue(value.result);
    return result.kind === "empty" ? result : { ...result, formula: true };
  }
  return textCell(String(value));
}

function dateCell(value: Date): Cell {
  if (Number.isNaN(value.getTime())) return EMPTY_CELL;
  return { text: value.toISOString().slice(0, 10), kind: "date" };
}
