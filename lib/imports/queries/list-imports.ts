import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { type ListState, PAGE_SIZE, type Page } from "@/lib/list-state";
import type { ImportKind, ImportState } from "@/prisma/generated/enums";
import type { SavedCounts } from "../save-plan";

export const importFilters = ["state"] as const;

export type ImportSummary = {
  id: string;
  number: number;
  kind: ImportKind;
  fileName: string;
  state: ImportState;
  counts: SavedCounts | null;
  createdAt: Date;
  createdBy: string | null;
  /** It was found in HR's folder. */
  found: boolean;
  /** A newer file of the folder has taken its place. */
  replaced: boolean;
  appliedAt: Date | null;
};

/** The imports, the newest first; those that were discarded only when asked for. */
export async function listImports(
  actor: Actor,
  state: ListState<(typeof importFilters)[number]>,
): Promise<Page<ImportSummary>> {
  requirePermission(actor, "imports.run");
  const chosen = (["review", "applied", "discarded"] as const).find((each) => each === state.filters.state);
  const where = chosen ? { state: chosen } : { state: { in: ["review" as const, "applied" as const] } };
  const [runs, total] = await Promise.all([
    db.importRun.findMany({
      where,
      omit: { content: true, mapping: true, answers: true, questions: true, shape: true },
      include: { file: { select: { sha256: true } } },
      orderBy: { number: "desc" },
      take: PAGE_SIZE,
      skip: (state.page - 1) * PAGE_SIZE,
    }),
    db.importRun.count({ where }),
  ]);
  const people = await db.person.findMany({
    where: { id: { in: runs.flatMap((run) => run.createdById ?? []) } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map((person) => [person.id, person.name]));
  const rows = runs.map(
    ({
      id,
      number,
      kind,
      fileName,
      state: at,
      counts,
      createdAt,
      createdById,
      appliedAt,
      file,
      replacedById,
    }) => ({
      id,
      number,
      kind,
      fileName,
      state: at,
      counts: counts as SavedCounts | null,
      createdAt,
      found: file !== null,
      replaced: replacedById !== null,
      createdBy: createdById ? (names.get(createdById) ?? null) : null,
      appliedAt,
    }),
  );
  return { rows, total, page: state.page, pageSize: PAGE_SIZE };
}
