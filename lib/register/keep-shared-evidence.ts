import { encrypt } from "@/lib/crypto";
import type { Tx } from "@/lib/db";
import { type KeptEvidence, noFile, readFile } from "@/lib/register/keep-evidence";
import { newIds, takeId } from "@/lib/register/new-ids";

/** A task that the files prove, and where they show it. */
export type ShownTask = { taskId: string; shows: string; lookedNotThere: boolean };

type Keeping = { files: readonly File[]; note?: string | undefined; now: Date; byId: string | null };

/**
 * Keeps files that prove several tasks at once: each file is stored once, and each task gets evidence of its own
 * that says where the files show it. Three statements, however many tasks. Raises invalid_input for a file that is
 * not what it says.
 */
export async function keepSharedEvidence(
  tx: Tx,
  tasks: readonly ShownTask[],
  { files, note, now, byId }: Keeping,
): Promise<Map<string, KeptEvidence[]>> {
  const read = await Promise.all(files.map(readFile));
  const ids = await newIds(tx, tasks.length * (read.length + 1));
  const stored: (string | null)[] = read.map(() => null);
  const rows = tasks.flatMap(({ taskId, shows, lookedNotThere }) => {
    const at = { taskId, step: "attest" as const, createdAt: now, createdById: byId };
    const words = note ? `${shows}\n${note}` : shows;
    return [
      {
        ...at,
        ...noFile,
        id: takeId(ids),
        kind: lookedNotThere ? ("looked_not_there" as const) : ("note" as const),
        note: words,
        sameFileAs: null,
      },
      ...read.map(({ bytes: _, ...file }, place) => {
        const id = takeId(ids);
        const sameFileAs = stored[place] ?? null;
        stored[place] ??= id;
        return { ...at, ...file, id, kind: "file" as const, note: null, sameFileAs };
      }),
    ];
  });
  // The rows that the files are stored with come first: the others point to them.
  await tx.evidence.createMany({ data: rows.filter((row) => row.sameFileAs === null) });
  await tx.evidenceFile.createMany({
    data: read.map(({ bytes }, place) => {
      const evidenceId = stored[place] ?? "";
      return { evidenceId, ciphertext: encrypt(bytes, evidenceId) };
    }),
  });
  await tx.evidence.createMany({ data: rows.filter((row) => row.sameFileAs !== null) });
  const kept = rows.map(({ taskId, id, kind, fileName, sha256 }) => ({ taskId, id, kind, fileName, sha256 }));
  return new Map(
    [...Map.groupBy(kept, (row) => row.taskId)].map(([taskId, each]) => [
      taskId,
      each.map(({ taskId: _, ...row }) => row),
    ]),
  );
}
