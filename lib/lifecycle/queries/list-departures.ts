import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { db, Prisma } from "@/lib/db";
import { byNextDue, type HowFar, howFar, inState } from "@/lib/lifecycle/queries/how-far";
import { contains, orderBy, pagePart } from "@/lib/list-query";
import { type ListState, PAGE_SIZE, type Page } from "@/lib/list-state";
import type { DepartureKind } from "@/prisma/generated/enums";

export const departureFilters = ["state", "kind"] as const;

export type DepartureListRow = HowFar & {
  id: string;
  number: number;
  personName: string;
  personTitle: string | null;
  kind: DepartureKind;
  lastMoment: Date;
  startedAt: Date;
  cancelledAt: Date | null;
  certifiedAt: Date | null;
  /** A key was seen again after the certificate. */
  reopenedAt: Date | null;
  reopenReason: string | null;
};

const orders: Record<string, Prisma.Sql> = {
  due: byNextDue,
  person: Prisma.sql`lower(p.name)`,
  last: Prisma.sql`d."lastMoment"`,
  number: Prisma.sql`d.number`,
};

/** Departures with how far each is; the open ones when the address says nothing else. One statement and a count. */
export async function listDepartures(
  actor: Actor,
  state: ListState<(typeof departureFilters)[number]>,
  pageSize = PAGE_SIZE,
): Promise<Page<DepartureListRow> & { now: Date; can: { start: boolean } }> {
  requirePermission(actor, "departures.read");
  const { state: which = "open", kind = "" } = state.filters;
  const where = Prisma.sql`
    (${state.q} = '' OR p.name ILIKE ${contains(state.q)} OR 'D-' || d.number = upper(${state.q}))
    AND (${kind} = '' OR d.kind::text = ${kind})
    AND ${inState(which)}`;
  const [rows, [count]] = await Promise.all([
    db.$queryRaw<DepartureListRow[]>`
      SELECT d.id, d.number, p.name AS "personName", p.title AS "personTitle", d.kind::text, d."lastMoment",
        d."startedAt", d."cancelledAt", d."certifiedAt", d."reopenedAt", d."reopenReason", t.*
      FROM "Departure" d JOIN "Person" p ON p.id = d."personId",
      ${howFar("departure")} t
      WHERE ${where}
      ${orderBy(state.sort, orders, Prisma.sql`d.number DESC`)} ${pagePart(state.page, pageSize)}`,
    db.$queryRaw<{ total: number; now: Date }[]>`
      SELECT count(*)::int AS total, now() FROM "Departure" d JOIN "Person" p ON p.id = d."personId" WHERE ${where}`,
  ]);
  return {
    rows,
    total: count?.total ?? 0,
    page: state.page,
    pageSize,
    now: count?.now ?? new Date(),
    can: { start: may(actor, "departures.start") },
  };
}

/** How many departures are under way, and how many of them have something overdue: for the navigation and Today. */
export async function countDepartures(actor: Actor): Promise<{ open: number; overdue: number }> {
  requirePermission(actor, "departures.read");
  const [row] = await db.$queryRaw<{ open: number; overdue: number }[]>`
    SELECT count(*)::int AS open,
      (count(*) FILTER (WHERE EXISTS (SELECT 1 FROM "Task" t WHERE t.cause = 'departure' AND t."causeId" = d.id
        AND t.state IN ('open', 'invited', 'waiting_for_platform') AND t."dueAt" <= now())))::int AS overdue
    FROM "Departure" d WHERE d."certifiedAt" IS NULL AND d."cancelledAt" IS NULL`;
  return row ?? { open: 0, overdue: 0 };
}

/** A departure that is open again, because a key was seen after its certificate. */
export type Reopened = {
  id: string;
  number: number;
  personName: string;
  reopenedAt: Date;
  reopenReason: string;
};

/** Departures that are open again, the latest first: for Today, however many others are under way. Raises forbidden. */
export async function listReopened(actor: Actor): Promise<Reopened[]> {
  requirePermission(actor, "departures.read");
  return db.$queryRaw<Reopened[]>`
    SELECT d.id, d.number, p.name AS "personName", d."reopenedAt", d."reopenReason"
    FROM "Departure" d JOIN "Person" p ON p.id = d."personId"
    WHERE d."reopenedAt" IS NOT NULL AND d."certifiedAt" IS NULL AND d."cancelledAt" IS NULL
    ORDER BY d."reopenedAt" DESC, d.id`;
}
