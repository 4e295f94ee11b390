import chardet from "chardet";
import iconv from "iconv-lite";
import { UnreadableFile } from "./unreadable-file";

/** Encodings that spreadsheet programs write; a guess outside them is not believed. */
const BELIEVED = /^(windows-125\d|iso-8859-\d+|shift_jis|euc-jp|euc-kr|gb18030|big5|koi8-r)$/i;

/**
 * Turns bytes into text: by their byte order mark, else as strict UTF-8, else UTF-16 by its zero bytes,
 * else by statistics, else as Windows-1252, which is what Excel writes in Western Europe.
 *
 * @throws UnreadableFile when what comes out is not text.
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: string } {
  const decoded = decodeAs(bytes, guessEncoding(bytes));
  if (decoded.text.includes("\0")) {
    throw new UnreadableFile(
      "This file is not text and not a workbook. Save it as CSV or XLSX and import that.",
    );
  }
  return decoded;
}

function decodeAs(bytes: Uint8Array, encoding: string): { text: string; encoding: string } {
  const text = iconv.decode(Buffer.from(bytes), encoding, { stripBOM: true });
  return { text, encoding };
}

function guessEncoding(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const wide = wideByZeros(bytes.subarray(0, 2048));
  if (wide !== null) return wide;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return "utf-8";
  } catch {
    const guess = chardet.detect(bytes.subarray(0, 65_536));
    if (guess === null || !BELIEVED.test(guess)) return "windows-1252";
    // ISO-8859-1 in files is Windows-1252 in truth: the quotes and the euro sign are in the difference.
    return /^(iso-8859-1|iso-8859-15)$/i.test(guess) ? "windows-1252" : guess.toLowerCase();
  }
}

/** UTF-16 without its mark: Western text then has a zero in nearly every second byte. */
function wideByZeros(head: Uint8Array): string | null {
  let even = 0;
  let odd = 0;
  head.forEach((byte, index) => {
    if (byte === 0 && index % 2 === 0) even += 1;
    if (byte === 0 && index % 2 === 1) odd += 1;
  });
  if (odd > head.length / 4 && even < odd / 8) return "utf-16le";
  if (even > head.length / 4 && odd < even / 8) return "utf-16be";
  return null;
}
