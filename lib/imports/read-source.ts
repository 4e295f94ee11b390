import { z } from "zod";
import { sha256Hex } from "@/lib/crypto";
import { line } from "@/lib/input";
import { type OfferedSheet, offerSheets } from "./choose-sheets";
import { readSpreadsheet } from "./read-sheet";

/** What somebody brought: a file (from a form), its bytes (from the shell), or pasted text. */
export const source = () =>
  z.union([
    z.instanceof(File),
    z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    z.string().max(11 * 1024 * 1024),
  ]);
export type Source = z.infer<ReturnType<typeof source>>;

export const fileName = () => line(200).optional();

export type ReadSource = { name: string; sha256: string; sheets: OfferedSheet[] };

/** Reads what was brought. Raises UnreadableFile (invalid_input) with a sentence for whoever brought it. */
export async function readSource(brought: Source, name: string | undefined): Promise<ReadSource> {
  const content = brought instanceof File ? new Uint8Array(await brought.arrayBuffer()) : brought;
  const called = name ?? (brought instanceof File ? cleanName(brought.name) : "") ?? "";
  const label = called || (typeof brought === "string" ? "Pasted" : "File");
  const file = await readSpreadsheet(content, label);
  return { name: label, sha256: sha256Hex(content), sheets: offerSheets(file.sheets) };
}

/** A file’s name as it is kept: a line without control characters. */
export function cleanName(name: string): string {
  return name
    .replace(/\p{Cc}/gu, "")
    .trim()
    .slice(0, 200);
}
