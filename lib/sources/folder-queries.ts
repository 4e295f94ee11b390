import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import type { ImportState } from "@/prisma/generated/enums";

/** A file that was found in HR's folder, and what became of it. */
export type FolderLine = {
  sha256: string;
  name: string;
  modifiedAt: Date;
  foundAt: Date;
  /** Why it could not be read; null for one that became an import. */
  refusal: string | null;
  runId: string | null;
  number: number | null;
  state: ImportState | null;
  appliedAt: Date | null;
  unmapped: boolean | null;
  /** The number of the import that has taken its place. */
  replacedBy: number | null;
};

/** HR's folder: whether one is read, how the last reading went, and the newest files. Raises forbidden. */
export async function getFolder(actor: Actor) {
  requirePermission(actor, "sources.read");
  const [reading, files] = await Promise.all([
    db.folderReading.findUnique({ where: { id: 1 } }),
    db.$queryRaw<FolderLine[]>`
      SELECT f.sha256, f.name, f."modifiedAt", f."foundAt", f.refusal, f."runId", r.number, r.state::text,
        r."appliedAt", r.unmapped, n.number AS "replacedBy"
      FROM "FolderFile" f LEFT JOIN "ImportRun" r ON r.id = f."runId" LEFT JOIN "ImportRun" n ON n.id = r."replacedById"
      ORDER BY f."foundAt" DESC, f."modifiedAt" DESC LIMIT 10`,
  ]);
  return {
    /** As the environment names it; null: no folder is read. */
    path: env().HR_FOLDER ?? null,
    readAt: reading?.readAt ?? null,
    problem: reading?.problem ?? null,
    problemSince: reading?.problemSince ?? null,
    files,
    can: { review: may(actor, "imports.run") },
  };
}

export type FolderDetail = Awaited<ReturnType<typeof getFolder>>;
