import type { Tx } from "@/lib/db";

/**
 * A newer file takes the place of every other of the same folder. What was never applied loses its content, as if it
 * had been discarded; of what was applied nothing more can be taken over. Gives those that waited for review.
 */
export async function replaceRuns(
  tx: Tx,
  { runId, sourceId }: { runId: string; sourceId: string },
): Promise<{ id: string; fileName: string }[]> {
  const older = await tx.$queryRaw<{ id: string; fileName: string; waited: boolean; applied: boolean }[]>`
    SELECT r.id, r."fileName", r.state = 'review' AS waited, r."appliedAt" IS NOT NULL AS applied
    FROM "ImportRun" r JOIN "FolderFile" f ON f."runId" = r.id
    WHERE f."sourceId" = ${sourceId}::uuid AND r.id <> ${runId}::uuid AND r."replacedById" IS NULL
      AND r.state <> 'discarded'
    ORDER BY r.id FOR UPDATE OF r`;
  const ids = (applied: boolean) => older.filter((run) => run.applied === applied).map((run) => run.id);
  await tx.importRow.deleteMany({ where: { runId: { in: ids(false) } } });
  await tx.importRun.updateMany({
    where: { id: { in: ids(false) } },
    data: {
      state: "discarded",
      replacedById: runId,
      content: new Uint8Array(),
      questions: [],
      answers: {},
    },
  });
  await tx.importRun.updateMany({
    where: { id: { in: ids(true) } },
    data: { state: "applied", replacedById: runId },
  });
  return older.filter((run) => run.waited);
}
