import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db, Prisma } from "@/lib/db";
import { byNextDue, type HowFar, howFar, inState } from "@/lib/lifecycle/queries/how-far";
import { contains, orderBy, pagePart } from "@/lib/list-query";
import { type ListState, PAGE_SIZE, type Page } from "@/lib/list-state";

export const closingFilters = ["state", "client"] as const;

export type ClosingListRow = HowFar & {
  id: string;
  number: number;
  clientName: string;
  engagementName: string | null;
  lastMoment: Date;
  startedAt: Date;
  startedBy: string | null;
  cancelledAt: Date | null;
  certifiedAt: Date | null;
};

const orders: Record<string, Prisma.Sql> = {
  due: byNextDue,
  client: Prisma.sql`lower(c.name)`,
  last: Prisma.sql`d."lastMoment"`,
  number: Prisma.sql`d.number`,
};

/** Ends of engagements and clients with how far each is; those under way when the address says nothing else. */
export async function listClosings(
  actor: Actor,
  state: ListState<(typeof closingFilters)[number]>,
  pageSize = PAGE_SIZE,
): Promise<Page<ClosingListRow> & { now: Date }> {
  requirePermission(actor, "clients.read");
  const { state: which = "open", client = "" } = state.filters;
  const where = Prisma.sql`
    (${state.q} = '' OR c.name ILIKE ${contains(state.q)} OR e.name ILIKE ${contains(state.q)}
      OR 'C-' || d.number = upper(${state.q}))
    AND (${client} = '' OR d."clientId"::text = ${client})
    AND ${inState(which)}`;
  const from = Prisma.sql`
    "Closing" d JOIN "Client" c ON c.id = d."clientId" LEFT JOIN "Engagement" e ON e.id = d."engagementId"`;
  const [rows, [count]] = await Promise.all([
    db.$queryRaw<ClosingListRow[]>`
      SELECT d.id, d.number, c.name AS "clientName", e.name AS "engagementName", d."lastMoment", d."startedAt",
        s.name AS "startedBy", d."cancelledAt", d."certifiedAt", t.*
      FROM ${from} LEFT JOIN "Person" s ON s.id = d."startedById",
      ${howFar("closing")} t
      WHERE ${where}
      ${orderBy(state.sort, orders, Prisma.sql`d.number DESC`)} ${pagePart(state.page, pageSize)}`,
    db.$queryRaw<
      { total: number; now: Date }[]
    >`SELECT count(*)::int AS total, now() FROM ${from} WHERE ${where}`,
  ]);
  return { rows, total: count?.total ?? 0, page: state.page, pageSize, now: count?.now ?? new Date() };
}

/** How many ends of engagements and clients are under way. */
export async function countClosings(actor: Actor): Promise<{ open: number }> {
  requirePermission(actor, "clients.read");
  return { open: await db.closing.count({ where: { certifiedAt: null, cancelledAt: null } }) };
}
