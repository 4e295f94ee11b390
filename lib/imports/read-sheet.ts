import { decodeText } from "./decode-text";
import { fileKind } from "./file-kind";
import { readDelimited } from "./read-delimited";
import { readWorkbook } from "./read-workbook";
import { LIMITS, type SheetFile } from "./sheet";
import { UnreadableFile } from "./unreadable-file";

/**
 * Reads a spreadsheet that somebody brought: a file's bytes, or text that was pasted. What it is is decided by
 * its content; the name only labels the sheet.
 *
 * @throws UnreadableFile with a sentence for whoever brought it, and for nothing else.
 */
export async function readSpreadsheet(source: Uint8Array | string, fileName?: string): Promise<SheetFile> {
  const size = typeof source === "string" ? Buffer.byteLength(source) : source.length;
  if (size > LIMITS.fileBytes) {
    throw new UnreadableFile(
      "The file is larger than 10 MB. Split it, or save only the sheet you need as CSV.",
    );
  }
  if (typeof source === "string")
    return fromText(source.replace(/^\uFEFF/, ""), "utf-8", fileName ?? "Pasted");
  if ((await fileKind(source)) === "workbook")
    return { kind: "workbook", sheets: await readWorkbook(source) };
  const { text, encoding } = decodeText(source);
  return fromText(text, encoding, fileName ?? "File");
}

function fromText(text: string, encoding: string, name: string): SheetFile {
  const { sheet, delimiter } = readDelimited(text, name);
  return { kind: "delimited", delimiter, encoding, sheets: [sheet] };
}
