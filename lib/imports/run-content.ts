import { gunzipSync, gzipSync } from "node:zlib";
import { z } from "zod";
import { decrypt, encrypt } from "@/lib/crypto";
import { conflict } from "@/lib/errors";
import { findTable, type Table } from "./find-table";
import type { Sheet } from "./sheet";

const cell = z.object({
  text: z.string(),
  kind: z.enum(["empty", "text", "number", "date"]),
  merged: z.literal(true).exactOptional(),
  formula: z.literal(true).exactOptional(),
});
const sheets = z.array(
  z.object({
    name: z.string(),
    hidden: z.boolean(),
    hiddenColumns: z.array(z.number()),
    rows: z.array(z.object({ number: z.number(), hidden: z.boolean(), cells: z.array(cell) })),
  }),
);

/** What was read of a file, as its run keeps it: packed, and encrypted under the run's id. */
export function sealSheets(runId: string, content: readonly Sheet[]): Uint8Array<ArrayBuffer> {
  return encrypt(gzipSync(JSON.stringify(content)), `import-run:${runId}`);
}

/** The sheets of a run. Raises conflict when it was discarded: its content is gone then. */
export function openSheets(run: { id: string; content: Uint8Array }): Sheet[] {
  if (run.content.length === 0)
    throw conflict("This import was discarded, and its content with it. Bring the file again.");
  const text = gunzipSync(decrypt(run.content, `import-run:${run.id}`)).toString("utf8");
  return sheets.parse(JSON.parse(text));
}

/** The table that the run is about: of the chosen sheet, or the first. */
export function tableOf(all: readonly Sheet[], name: string | null): Table {
  const sheet = all.find((each) => each.name === name) ?? all[0];
  if (!sheet) throw conflict("This import holds no sheet. Bring the file again.");
  return findTable(sheet);
}
