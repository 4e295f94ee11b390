import { promisify } from "node:util";
import { inflateRaw } from "node:zlib";
import { LIMITS } from "./sheet";
import { UnreadableFile } from "./unreadable-file";

const inflate = promisify(inflateRaw);
const DAMAGED =
  "The workbook is damaged and cannot be opened. Open it in your spreadsheet program and save it again.";
const TOO_LARGE =
  "The workbook is too large once unpacked. Save only the sheet you need as CSV and import that.";

type Entry = { name: string; method: number; packed: number; unpacked: number; offset: number };

/**
 * Opens a zip's own list of contents and unpacks it with a hard cap, before any library trusts it:
 * a few kilobytes can claim to be small and unpack to gigabytes, or merge a whole sheet into one cell.
 *
 * @throws UnreadableFile when it is damaged, no workbook, or larger than the limits.
 */
export async function checkUnpacked(bytes: Uint8Array): Promise<void> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = listEntries(buffer);
  if (!entries.some((entry) => entry.name === "xl/workbook.xml")) {
    throw new UnreadableFile(
      "This is an archive, not a workbook. Unpack it and import the spreadsheet inside.",
    );
  }
  if (entries.reduce((sum, entry) => sum + entry.unpacked, 0) > LIMITS.unpackedBytes) {
    throw new UnreadableFile(TOO_LARGE);
  }
  for (const entry of entries) {
    const content = await unpack(buffer, entry);
    if (entry.name.startsWith("xl/worksheets/")) refuseHugeMerges(content.toString("latin1"));
  }
}

function listEntries(buffer: Buffer): Entry[] {
  const end = buffer.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > buffer.length) throw new UnreadableFile(DAMAGED);
  const count = buffer.readUInt16LE(end + 10);
  if (count > LIMITS.zipEntries) throw new UnreadableFile(TOO_LARGE);
  const entries: Entry[] = [];
  let at = buffer.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > buffer.length || buffer.readUInt32LE(at) !== 0x02014b50) throw new UnreadableFile(DAMAGED);
    const nameLength = buffer.readUInt16LE(at + 28);
    entries.push({
      name: buffer.toString("utf8", at + 46, at + 46 + nameLength),
      method: buffer.readUInt16LE(at + 10),
      packed: buffer.readUInt32LE(at + 20),
      unpacked: buffer.readUInt32LE(at + 24),
      offset: buffer.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
  }
  return entries;
}

/** Unpacks one entry; more bytes than it declared is a lie, and stops at once. */
async function unpack(buffer: Buffer, entry: Entry): Promise<Buffer> {
  const { offset } = entry;
  if (offset + 30 > buffer.length || buffer.readUInt32LE(offset) !== 0x04034b50)
    throw new UnreadableFile(DAMAGED);
  const start = offset + 30 + buffer.readUInt16LE(offset + 26) + buffer.readUInt16LE(offset + 28);
  const packed = buffer.subarray(start, start + entry.packed);
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw new UnreadableFile(DAMAGED);
  try {
    return await inflate(packed, { maxOutputLength: Math.max(1, entry.unpacked) });
  } catch {
    throw new UnreadableFile(DAMAGED);
  }
}

function refuseHugeMerges(xml: string): void {
  let area = 0;
  for (const match of xml.matchAll(/<mergeCell\s[^>]*ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/g)) {
    const [, left = "", top = "", right = "", bottom = ""] = match;
    area += (columnNumber(right) - columnNumber(left) + 1) * (Number(bottom) - Number(top) + 1);
    if (area > LIMITS.mergedCells) {
      throw new UnreadableFile(
        "The workbook merges whole columns or rows. Undo those merges and save it again.",
      );
    }
  }
}

function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
