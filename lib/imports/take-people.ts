import type { Tx } from "@/lib/db";
import { readSource } from "./read-source";
import { knowsMapping } from "./remember-mapping";
import { firstSheet, saveRun } from "./save-run";
import { UnreadableFile } from "./unreadable-file";

/**
 * Takes a list of people that nobody has brought by hand, as read-import does: for review. It waits for somebody to
 * confirm its columns when nobody has for these headings. Raises UnreadableFile, also for one without a table of people.
 */
export async function takePeople(
  tx: Tx,
  content: Uint8Array,
  name: string,
): Promise<{ id: string; number: number; rows: number; unmapped: boolean }> {
  const read = await readSource(content, name);
  const table = firstSheet(read.sheets, "people")?.table;
  if (!table || table.headings.length < 2)
    throw new UnreadableFile(
      "The file has no columns: a list of people has at least one of names and one of addresses.",
    );
  if (table.rows.length === 0)
    throw new UnreadableFile("The file names nobody: below its headings is nothing.");
  const unmapped = !(await knowsMapping(tx, "people", table));
  const run = await saveRun(tx, read, { kind: "people", peopleRunId: null, byId: null, unmapped });
  return { ...run, unmapped };
}
