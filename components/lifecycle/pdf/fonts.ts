import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Font } from "@react-pdf/renderer";
import { unpackWoff } from "./unpack-woff";

const FOLDER = join(process.cwd(), "node_modules/@fontsource");

/** Each voice in two files, Latin and Latin Extended, so that "Šárka" and "Łukasz" are set in the same face. */
export const sans = ["Sans", "Sans Extended"];
export const serif = ["Serif", "Serif Extended"];
export const mono = ["Mono", "Mono Extended"];

const faces: readonly { family: string; file: string; fontWeight?: number }[] = [
  { family: "Sans", file: "public-sans/files/public-sans-latin-400-normal.woff" },
  { family: "Sans Extended", file: "public-sans/files/public-sans-latin-ext-400-normal.woff" },
  { family: "Sans", file: "public-sans/files/public-sans-latin-600-normal.woff", fontWeight: 600 },
  {
    family: "Sans Extended",
    file: "public-sans/files/public-sans-latin-ext-600-normal.woff",
    fontWeight: 600,
  },
  { family: "Serif", file: "source-serif-4/files/source-serif-4-latin-600-normal.woff" },
  { family: "Serif Extended", file: "source-serif-4/files/source-serif-4-latin-ext-600-normal.woff" },
  { family: "Mono", file: "ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff" },
  { family: "Mono Extended", file: "ibm-plex-mono/files/ibm-plex-mono-latin-ext-400-normal.woff" },
];

let registered = false;

/** Makes the project's fonts known to the PDF library, once. It takes static faces only, no variable ones. */
export function registerFonts(): void {
  if (registered) return;
  for (const { family, file, fontWeight } of faces) {
    const font = unpackWoff(readFileSync(join(FOLDER, file)));
    const src = `data:font/ttf;base64,${font.toString("base64")}`;
    Font.register(fontWeight ? { family, src, fontWeight } : { family, src });
  }
  // Names and account ids are never broken by a hyphen.
  Font.registerHyphenationCallback((word) => [word]);
  registered = true;
}
