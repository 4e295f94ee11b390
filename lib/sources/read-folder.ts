import { sourceActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { cleanName } from "@/lib/imports/read-source";
import type { JobAnswer } from "@/lib/jobs";
import { type FolderEntry, listEntries, readEntry, UnreadableFolder } from "@/lib/sources/folder-files";
import { noteReading } from "@/lib/sources/note-reading";
import { FILES_OF_PEOPLE } from "@/lib/sources/source-of-files";
import { takeFile } from "@/lib/sources/take-file";

/** A file that was written so short ago may still be being written. */
const QUIET_MS = 60_000;

/**
 * Reads HR's folder once: the newest file that was not taken before becomes an import that waits for review. Older ones
 * than the last that was taken say nothing new, and are left alone. Nothing in the folder is changed. What cannot be
 * read is told of once; a folder that cannot be read is told of once for each time that it begins.
 */
export async function readFolder(folder: string): Promise<JobAnswer> {
  const state = await readState();
  const actor = sourceActor(state.name, null);
  if (state.ended) return { said: `The connection with ${state.name} has ended, so its folder is not read` };
  let entries: FolderEntry[];
  try {
    entries = await listEntries(folder);
  } catch (error) {
    if (!(error instanceof UnreadableFolder)) throw error;
    await noteReading(actor, { problem: error.message });
    return { said: error.message };
  }
  const said: string[] = [];
  for (const entry of newestFirst(entries, state)) {
    const content = await readEntry(folder, entry);
    if (content === null) continue;
    const name = cleanName(entry.name) || "File";
    const { outcome, number } = await takeFile(actor, {
      ...entry,
      name,
      ...(typeof content === "string" ? { unread: content } : { content }),
    });
    if (outcome === "refused") said.push(`${name} could not be read`);
    if (outcome === "taken") said.push(`${name} waits for review as import ${number}`);
    if (outcome === "taken") break;
  }
  await noteReading(actor, { problem: null });
  return said.length > 0 ? { said: said.join("; ") } : undefined;
}

type State = {
  name: string;
  ended: boolean;
  /** When the newest file that was taken was written. */
  latest: Date | null;
  now: Date;
};

async function readState(): Promise<State> {
  const [row] = await db.$queryRaw<{ name: string | null; ended: boolean; latest: Date | null; now: Date }[]>`
    SELECT s.name, s."endedAt" IS NOT NULL AS ended, now() AS now,
      (SELECT max(f."modifiedAt") FROM "FolderFile" f WHERE f."sourceId" = s.id AND f."runId" IS NOT NULL) AS latest
    FROM (SELECT 1) one LEFT JOIN LATERAL (SELECT * FROM "HrSource" h WHERE h.kind = 'folder'
      ORDER BY h."endedAt" IS NOT NULL, h."createdAt" LIMIT 1) s ON true`;
  if (!row) throw new Error("A question about one row has a row.");
  return { ...row, name: row.name ?? FILES_OF_PEOPLE, ended: row.name !== null && row.ended };
}

function newestFirst(entries: readonly FolderEntry[], { latest, now }: State): FolderEntry[] {
  return entries
    .filter(({ modifiedAt }) => Math.abs(now.getTime() - modifiedAt.getTime()) >= QUIET_MS)
    .filter(({ modifiedAt }) => latest === null || modifiedAt >= latest)
    .toSorted(
      (a, b) => b.modifiedAt.getTime() - a.modifiedAt.getTime() || b.name.localeCompare(a.name, "en"),
    );
}
