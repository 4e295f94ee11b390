import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db, type Prisma } from "@/lib/db";
import { type ListState, PAGE_SIZE, type Page } from "@/lib/list-state";
import type { FindingKind } from "@/prisma/generated/enums";

/** A finding as the list shows it. */
export type FindingRow = {
  id: string;
  kind: FindingKind;
  detail: string;
  grantId: string | null;
  /** Whose conflicting duties. */
  personId: string | null;
  task: { id: string; number: number } | null;
  openedAt: Date;
  resolvedAt: Date | null;
  resolution: string | null;
};

/** The one filter of findings: waiting, unless it says "resolved" or "all". */
export const findingFilters = ["state"] as const;

/** What waits for a decision, or what was decided (`state=resolved`), newest first. Raises forbidden. */
export async function listFindings(
  actor: Actor,
  state: ListState<"state">,
  pageSize = PAGE_SIZE,
): Promise<Page<FindingRow>> {
  requirePermission(actor, "register.read");
  const where: Prisma.FindingWhereInput = {
    ...(state.filters.state === "all"
      ? {}
      : { resolvedAt: state.filters.state === "resolved" ? { not: null } : null }),
    ...(state.q ? { detail: { contains: state.q, mode: "insensitive" } } : {}),
  };
  const [total, rows] = await Promise.all([
    db.finding.count({ where }),
    db.finding.findMany({
      where,
      select: {
        id: true,
        kind: true,
        detail: true,
        grantId: true,
        personId: true,
        task: { select: { id: true, number: true } },
        openedAt: true,
        resolvedAt: true,
        resolution: true,
      },
      orderBy: [{ openedAt: "desc" }, { id: "desc" }],
      skip: (state.page - 1) * pageSize,
      take: pageSize,
    }),
  ]);
  return { rows, total, page: state.page, pageSize };
}

/** How many findings wait, for the navigation. Raises forbidden. */
export async function countFindings(actor: Actor): Promise<number> {
  requirePermission(actor, "register.read");
  return db.finding.count({ where: { resolvedAt: null } });
}
