import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db, type Prisma } from "@/lib/db";
import { isId } from "@/lib/input";
import { type ListState, PAGE_SIZE, type Page } from "@/lib/list-state";

/** The filters of the audit page, as its address has them. */
export const auditFilters = ["action", "actor", "object", "client", "outcome", "from", "to"] as const;
export type AuditFilter = (typeof auditFilters)[number];

/** One event as it is read: who, what, on what, before and after, from where, why. */
export type AuditRow = {
  seq: number;
  at: Date;
  action: string;
  outcome: "done" | "refused";
  actorName: string;
  objectType: string;
  objectId: string | null;
  objectName: string;
  reason: string | null;
  ip: string | null;
  before: Prisma.JsonValue;
  after: Prisma.JsonValue;
  /** Hexadecimal. */
  hash: string;
};

/** The log, newest first, filtered as the address says. Raises forbidden for who may not read it. */
export async function listAuditEvents(
  actor: Actor,
  state: ListState<AuditFilter>,
  pageSize = PAGE_SIZE,
): Promise<Page<AuditRow>> {
  requirePermission(actor, "audit.read");
  const where = auditWhere(state);
  const [total, rows] = await Promise.all([
    db.auditEvent.count({ where }),
    db.auditEvent.findMany({
      where,
      orderBy: { seq: "desc" },
      skip: (state.page - 1) * pageSize,
      take: pageSize,
    }),
  ]);
  return { rows: rows.map(toRow), total, page: state.page, pageSize };
}

/**
 * What happened to one object, newest first, at most 100 events: for its own page. Who may see the object may see
 * its history, so the caller has asked its own query first.
 */
export async function historyOf(objectType: string, objectId: string): Promise<AuditRow[]> {
  // Pages ask with what their address says; a NUL can stand in no text of the database.
  if (objectId.includes("\0")) return [];
  const rows = await db.auditEvent.findMany({
    where: { objectType, objectId },
    orderBy: { seq: "desc" },
    take: 100,
  });
  return rows.map(toRow);
}

/** The actions that have occurred, for the filter's choices. */
export async function listAuditActions(actor: Actor): Promise<string[]> {
  requirePermission(actor, "audit.read");
  const rows = await db.$queryRaw<{ action: string }[]>`
    WITH RECURSIVE seen AS (
      (SELECT action FROM "AuditEvent" ORDER BY action LIMIT 1)
      UNION ALL
      SELECT (SELECT e.action FROM "AuditEvent" e WHERE e.action > s.action ORDER BY e.action LIMIT 1)
      FROM seen s WHERE s.action IS NOT NULL
    ) SELECT action FROM seen WHERE action IS NOT NULL`;
  return rows.map((row) => row.action);
}

function auditWhere({ q, filters }: ListState<AuditFilter>): Prisma.AuditEventWhereInput {
  const conditions: Prisma.AuditEventWhereInput[] = [];
  if (q) {
    const contains = { contains: q, mode: "insensitive" } as const;
    conditions.push({ OR: [{ objectName: contains }, { actorName: contains }, { reason: contains }] });
  }
  if (filters.action) conditions.push({ action: filters.action });
  if (filters.actor) conditions.push({ actorName: filters.actor });
  if (filters.object) conditions.push({ objectType: filters.object });
  if (isId(filters.client)) conditions.push({ clientId: filters.client });
  if (filters.outcome === "done" || filters.outcome === "refused")
    conditions.push({ outcome: filters.outcome });
  const from = dayOf(filters.from);
  if (from) conditions.push({ at: { gte: from } });
  const to = dayOf(filters.to);
  if (to) conditions.push({ at: { lt: new Date(to.getTime() + 86_400_000) } });
  return { AND: conditions };
}

function dayOf(text: string | undefined): Date | null {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const date = new Date(`${text}T00:00:00.000Z`);
  return Number.isNaN(date.getTime()) ? null : date;
}

type Event = Prisma.AuditEventGetPayload<object>;

function toRow(event: Event): AuditRow {
  return {
    seq: Number(event.seq),
    at: event.at,
    action: event.action,
    outcome: event.outcome,
    actorName: event.actorName,
    objectType: event.objectType,
    objectId: event.objectId,
    objectName: event.objectName,
    reason: event.reason,
    ip: event.ip,
    before: event.before,
    after: event.after,
    hash: Buffer.from(event.hash).toString("hex"),
  };
}
