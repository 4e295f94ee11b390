import { constants, inflateSync } from "node:zlib";

/**
 * The words of a PDF as our documents are written: compressed streams, fonts embedded, each with a map from its
 * glyphs to letters. Enough to find a word on it, not to lay it out.
 */
export function pdfText(pdf: Buffer): string {
  const streams = [...pdf.toString("latin1").matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].flatMap(
    ([, body = ""]) => inflated(Buffer.from(body, "latin1")) ?? [],
  );
  const maps = streams.filter((text) => text.includes("beginbfrange")).map(lettersOf);
  const pages = streams.filter((text) => /\bTJ\b|\bTj\b/.test(text));
  // Which of the fonts a run is set in does not matter for finding words: it is read with each of them.
  return maps.map((letters) => pages.map((page) => readRuns(page, letters)).join("\n")).join("\n");
}

function inflated(body: Buffer): string | null {
  try {
    // A stream whose last byte looks like a line's end arrives without it; that byte is only of the checksum.
    return inflateSync(body, { finishFlush: constants.Z_SYNC_FLUSH }).toString("latin1");
  } catch {
    return null;
  }
}

/** `<0000> <0002> [<0020> <0041> <0042>]` and `<0003> <0005> <0061>`, as in a ToUnicode map. */
function lettersOf(map: string): Map<number, string> {
  const letters = new Map<number, string>();
  const ranges = map.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]+)>\s*(?:\[([^\]]*)\]|<([0-9a-f]+)>)/gi);
  for (const [, from = "", to = "", list, first = ""] of ranges) {
    const start = Number.parseInt(from, 16);
    const codes = list ? [...list.matchAll(/<([0-9a-f\s]+)>/gi)].map(([, code = ""]) => code) : null;
    for (let glyph = start; glyph <= Number.parseInt(to, 16); glyph += 1) {
      const code = codes ? codes[glyph - start] : (Number.parseInt(first, 16) + glyph - start).toString(16);
      letters.set(glyph, lettersIn(code ?? ""));
    }
  }
  return letters;
}

/** "00660069" is "fi". */
function lettersIn(code: string): string {
  const units = code.replace(/\s/g, "").padStart(4, "0").match(/.{4}/g) ?? [];
  return String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16)));
}

function readRuns(page: string, letters: Map<number, string>): string {
  const runs = [...page.matchAll(/\[([^\]]*)\]\s*TJ/g)].map(([, run = ""]) =>
    [...run.matchAll(/<([0-9a-f]+)>/gi)]
      .flatMap(([, glyphs = ""]) => glyphs.match(/.{4}/g) ?? [])
      .map((glyph) => letters.get(Number.parseInt(glyph, 16)) ?? "")
      .join(""),
  );
  // A word may be drawn in several pieces.
  return runs.join("");
}
