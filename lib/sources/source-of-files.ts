import type { Tx } from "@/lib/db";

export const FILES_OF_PEOPLE = "Files of people";

/**
 * The source as which files of people speak, brought by somebody or found in the folder: made with the first of them,
 * and anew when an owner has ended it. Whoever comes at the same time waits for its row.
 */
export async function lockSourceOfFiles(tx: Tx): Promise<{ id: string; name: string }> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('keyholder.source-of-files', 0))`;
  const [there] = await tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT id, name FROM "HrSource" WHERE kind = 'folder' AND "endedAt" IS NULL
    ORDER BY "createdAt", id LIMIT 1 FOR UPDATE`;
  if (there) return there;
  const ended = await tx.hrSource.count({ where: { name: { startsWith: FILES_OF_PEOPLE } } });
  const name = ended === 0 ? FILES_OF_PEOPLE : `${FILES_OF_PEOPLE} (${ended + 1})`;
  return tx.hrSource.create({ data: { kind: "folder", name }, select: { id: true, name: true } });
}
