import { fileTypeFromBuffer } from "file-type";
import { UnreadableFile } from "./unreadable-file";

const SAVE_AS = "Open it in your spreadsheet program, save it as CSV or XLSX, and import that file.";

/**
 * Says by its content, never by its name, whether the bytes are a workbook or text.
 *
 * @throws UnreadableFile with a sentence for everything else (an image, a PDF, an old .xls, a locked file).
 */
export async function fileKind(bytes: Uint8Array): Promise<"workbook" | "text"> {
  if (bytes.length === 0) {
    throw new UnreadableFile("The file is empty (0 bytes). Export it again from where it came from.");
  }
  const type = await fileTypeFromBuffer(bytes).catch(() => undefined);
  if (type === undefined) return textOrRefusal(bytes);
  if (type.ext === "cfb") throw new UnreadableFile(describeOldOffice(bytes));
  if (type.ext === "xlsx" || type.ext === "xlsm" || type.ext === "zip") return "workbook";
  if (type.mime.startsWith("image/")) {
    const name = type.ext.toUpperCase();
    throw new UnreadableFile(
      `This is a picture (${name}), whatever its name says. Bring the spreadsheet itself.`,
    );
  }
  if (type.ext === "pdf") throw new UnreadableFile(`This is a PDF, which holds no table to read. ${SAVE_AS}`);
  if (type.ext === "ods") throw new UnreadableFile(`This is an OpenDocument spreadsheet. ${SAVE_AS}`);
  if (type.mime.startsWith("text/") || type.ext === "xml") return textOrRefusal(bytes);
  throw new UnreadableFile(`This is a file of the type ${type.mime}, not a spreadsheet. ${SAVE_AS}`);
}

/** Old Excel files and password-protected new ones are the same container; the entry's name tells. */
function describeOldOffice(bytes: Uint8Array): string {
  const locked = Buffer.from("EncryptedPackage", "utf16le");
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(locked)
    ? "The workbook is locked with a password. Remove the password in your spreadsheet program and save it again."
    : `This is a workbook of the old kind (.xls). ${SAVE_AS}`;
}

function textOrRefusal(bytes: Uint8Array): "text" {
  const head = bytes.subarray(0, 4096);
  const start = Buffer.from(head)
    .toString("latin1")
    .replaceAll("\0", "")
    .replace(/^\W{0,3}</, "<")
    .trimStart();
  if (/^<(!doctype|html|head|table|\?xml|\?mso)/i.test(start)) {
    throw new UnreadableFile(`This is a web page saved under a spreadsheet's name. ${SAVE_AS}`);
  }
  const isWide = /^(\xff\xfe|\xfe\xff)/.test(Buffer.from(head.subarray(0, 2)).toString("latin1"));
  const control = head.filter((byte) => (byte < 9 && byte !== 0) || (byte > 13 && byte < 32)).length;
  if (!isWide && control > head.length / 50) {
    throw new UnreadableFile(`This file is not text and not a workbook. ${SAVE_AS}`);
  }
  return "text";
}
