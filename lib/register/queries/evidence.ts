import { type Actor, requirePermission } from "@/lib/auth/actor";
import { decrypt } from "@/lib/crypto";
import { db, Prisma } from "@/lib/db";
import { isId } from "@/lib/input";
import { visibleTasks } from "@/lib/register/queries/task-rows";
import type { EvidenceKind, EvidenceStep } from "@/prisma/generated/enums";

/** A piece of evidence as it is shown; a file is fetched by its id. */
export type EvidenceRow = {
  id: string;
  taskId: string;
  kind: EvidenceKind;
  step: EvidenceStep;
  note: string | null;
  /** Of a look: under which addresses somebody looked. */
  lookedUnder: string[];
  fileName: string | null;
  mediaType: string | null;
  byteSize: number | null;
  sha256: string | null;
  at: Date;
  by: string | null;
  /** The other tasks that the same file proves. */
  alsoFor: number[];
};

/** The evidence of tasks, oldest first. The caller has asked for the tasks themselves. */
export function evidenceOf(...taskIds: string[]): Promise<EvidenceRow[]> {
  return db.$queryRaw<EvidenceRow[]>`
    SELECT e.id, e."taskId", e.kind::text, e.step::text, e.note, e."lookedUnder", e."fileName", e."mediaType", e."byteSize",
      e.sha256, e."createdAt" AS at, p.name AS by,
      array(SELECT DISTINCT ot.number FROM "Evidence" o JOIN "Task" ot ON ot.id = o."taskId"
        WHERE e.kind = 'file' AND o."taskId" <> e."taskId"
          AND (o."sameFileAs" = coalesce(e."sameFileAs", e.id) OR o.id = e."sameFileAs")
        ORDER BY ot.number) AS "alsoFor"
    FROM "Evidence" e LEFT JOIN "Person" p ON p.id = e."createdById"
    WHERE e."taskId" = ANY(${taskIds}::uuid[]) ORDER BY e."createdAt", e.id`;
}

/** An evidence file's content, decrypted, for who may see its task. Null when there is none for them. */
export async function getEvidenceFile(
  actor: Actor,
  id: string,
): Promise<{ fileName: string; mediaType: string; bytes: Buffer } | null> {
  requirePermission(actor, "work.read");
  if (!isId(id)) return null;
  type Row = { fileName: string; mediaType: string; storedAs: string; ciphertext: Uint8Array };
  const [row] = await db.$queryRaw<Row[]>(
    Prisma.sql`
      SELECT e."fileName", e."mediaType", f."evidenceId" AS "storedAs", f.ciphertext
      FROM "Evidence" e JOIN "EvidenceFile" f ON f."evidenceId" = coalesce(e."sameFileAs", e.id)
      JOIN "Task" t ON t.id = e."taskId" LEFT JOIN "Asset" a ON a.id = t."assetId"
      WHERE e.id = ${id}::uuid AND ${visibleTasks(actor)}`,
  );
  return row
    ? { fileName: row.fileName, mediaType: row.mediaType, bytes: decrypt(row.ciphertext, row.storedAs) }
    : null;
}
