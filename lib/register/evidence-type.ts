import { fileTypeFromBuffer } from "file-type";
import { invalidInput } from "@/lib/errors";

/** The kinds of file that evidence may be, with the endings that they are saved under. */
const KINDS = {
  "image/png": [".png"],
  "image/jpeg": [".jpg", ".jpeg"],
  "image/webp": [".webp"],
  "application/pdf": [".pdf"],
  "text/csv": [".csv"],
  "text/plain": [".txt"],
} as const;

export type EvidenceType = keyof typeof KINDS;

/** 10 MB, as the database holds it too (evidence_file_size). */
export const EVIDENCE_MAX_BYTES = 10 * 1024 * 1024;

/**
 * What a file is, by its content (SEC: a name proves nothing). Raises invalid_input for an empty or too large file,
 * for a kind that is not taken, and for a name whose ending says something else than the content.
 */
export async function readEvidenceType(name: string, bytes: Uint8Array): Promise<EvidenceType> {
  const refuse = (why: string) => invalidInput(`“${name}” ${why}`, { files: [`“${name}” ${why}`] });
  if (bytes.length === 0) throw refuse("is empty. Choose the file again.");
  if (bytes.length > EVIDENCE_MAX_BYTES) throw refuse("is larger than 10 MB. Send a smaller one.");
  const ending = /\.[^.]+$/u.exec(name.toLowerCase())?.[0] ?? "";
  const found = (await fileTypeFromBuffer(bytes))?.mime ?? textType(bytes, ending);
  const type = (Object.keys(KINDS) as EvidenceType[]).find((kind) => kind === found);
  if (!type) throw refuse("is no PNG, JPEG, WebP, PDF, CSV or TXT file. Send a screenshot or an export.");
  if (!(KINDS[type] as readonly string[]).includes(ending))
    throw refuse(
      `is named ${ending || "without an ending"}, but its content is ${type}. Send it under its own name.`,
    );
  return type;
}

/** Plain text has no mark of its own: it is valid UTF-8 without NUL; the ending says whether it is a table. */
function textType(bytes: Uint8Array, ending: string): EvidenceType | null {
  if (bytes.includes(0)) return null;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
  return ending === ".csv" ? "text/csv" : "text/plain";
}
