import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { isId } from "@/lib/input";
import { somebody } from "@/lib/people/somebody";
import type { ImportKind, ImportState } from "@/prisma/generated/enums";
import { peopleMappingOf, registerMappingOf } from "../run";
import { type RunShape, readShape } from "../run-shape";
import type { SavedCounts, SavedQuestion } from "../save-plan";

export type ImportDetail = {
  id: string;
  number: number;
  kind: ImportKind;
  fileName: string;
  state: ImportState;
  sheet: string | null;
  shape: RunShape;
  /** Column by field. */
  mapping: Readonly<Record<string, number>>;
  /** Null while the plan has still to be worked out. */
  counts: SavedCounts | null;
  questions: SavedQuestion[];
  createdAt: Date;
  appliedAt: Date | null;
  leftovers: number;
  /** Nobody has confirmed yet what its columns hold. */
  unmapped: boolean;
  /** When it was found in HR's folder; null for one that somebody has brought. */
  foundAt: Date | null;
  /** The newer file of the folder that has taken its place. */
  replacedBy: { id: string; number: number } | null;
  /** The file of people that is applied with it, or was. */
  people: { id: string; fileName: string; state: ImportState; counts: SavedCounts | null } | null;
};

/** One import as its review shows it; null when there is none. */
export async function getImport(actor: Actor, id: string): Promise<ImportDetail | null> {
  requirePermission(actor, "imports.run");
  if (!isId(id)) return null;
  const run = await db.importRun.findUnique({
    where: { id },
    omit: { content: true, answers: true },
    include: {
      peopleRun: { select: { id: true, fileName: true, state: true, counts: true } },
      replacedBy: { select: { id: true, number: true } },
      file: { select: { foundAt: true } },
    },
  });
  if (!run) return null;
  const [left] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM "ImportRow" WHERE "runId" = ${id}::uuid
      AND (outcome IN ('question', 'refused') OR plan->>'skip' = 'left-out')`;
  return {
    id: run.id,
    number: run.number,
    kind: run.kind,
    fileName: run.fileName,
    state: run.state,
    sheet: run.sheet,
    shape: readShape(run.shape),
    mapping: run.kind === "register" ? registerMappingOf(run) : peopleMappingOf(run),
    counts: run.counts as SavedCounts | null,
    questions: run.questions as SavedQuestion[],
    createdAt: run.createdAt,
    appliedAt: run.appliedAt,
    leftovers: left?.count ?? 0,
    unmapped: run.unmapped,
    foundAt: run.file?.foundAt ?? null,
    replacedBy: run.replacedBy,
    people: run.peopleRun ? { ...run.peopleRun, counts: run.peopleRun.counts as SavedCounts | null } : null,
  };
}

/** Everybody who can be meant by a name in a file. */
export async function listPeopleToMean(
  actor: Actor,
): Promise<{ id: string; name: string; email: string | null }[]> {
  requirePermission(actor, "imports.run");
  return db.person.findMany({
    where: { endedAt: null, ...somebody },
    select: { id: true, name: true, email: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: 5_000,
  });
}
