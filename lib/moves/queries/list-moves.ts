import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { db, Prisma } from "@/lib/db";
import { contains, orderBy, pagePart } from "@/lib/list-query";
import { type ListState, PAGE_SIZE, type Page } from "@/lib/list-state";
import type { MoveState } from "@/prisma/generated/enums";

export const moveFilters = ["state"] as const;

/** A move in a list. */
export type MoveListRow = {
  id: string;
  number: number;
  personName: string;
  /** What they are now, and what they become; null: their title stays. */
  title: string | null;
  newTitle: string | null;
  state: MoveState;
  effectiveOn: Date;
  lines: number;
  undecided: number;
  goes: number;
};

/** Somebody whose role changed outside of a move, with access that nobody has looked at since. */
export type Unlooked = { id: string; name: string; title: string | null; roleChangedAt: Date; keys: number };

const orders: Record<string, Prisma.Sql> = {
  day: Prisma.sql`m."effectiveOn"`,
  person: Prisma.sql`lower(p.name)`,
  number: Prisma.sql`m.number`,
};

const seesAll = (actor: Actor) =>
  (["owner", "security_lead", "hr", "auditor"] as const).some((role) => actor.roles.includes(role));

/** Which moves the actor sees (rules/may.ts, canSee). */
const visible = (actor: Actor) => Prisma.sql`(${seesAll(actor)} OR ${actor.personId}::uuid IN (m."personId",
  m."managerId", p."managerId"))`;

/** Moves, those under way when the address says nothing else; everybody sees their own and their reports'. */
export async function listMoves(
  actor: Actor,
  state: ListState<(typeof moveFilters)[number]>,
  pageSize = PAGE_SIZE,
): Promise<Page<MoveListRow>> {
  requirePermission(actor, "moves.read");
  const { state: which = "open" } = state.filters;
  const where = Prisma.sql`${visible(actor)}
    AND (${state.q} = '' OR p.name ILIKE ${contains(state.q)} OR 'M-' || m.number = upper(${state.q}))
    AND CASE ${which} WHEN 'all' THEN true WHEN 'done' THEN m.state = 'done' WHEN 'cancelled' THEN m.state = 'cancelled'
      ELSE m.state IN ('waiting', 'decided') END`;
  const from = Prisma.sql`FROM "Move" m JOIN "Person" p ON p.id = m."personId"`;
  const [rows, [count]] = await Promise.all([
    db.$queryRaw<MoveListRow[]>`
      SELECT m.id, m.number, p.name AS "personName", p.title, m.title AS "newTitle", m.state::text, m."effectiveOn", l.*
      ${from}, LATERAL (
        SELECT count(*)::int AS lines, (count(*) FILTER (WHERE decision IS NULL))::int AS undecided,
          (count(*) FILTER (WHERE coalesce(decision::text, verdict::text) IN ('take_away', 'lower')))::int AS goes
        FROM "MoveLine" WHERE "moveId" = m.id
      ) l
      WHERE ${where}
      ${orderBy(state.sort, orders, Prisma.sql`m."effectiveOn", m.number DESC`)} ${pagePart(state.page, pageSize)}`,
    db.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total ${from} WHERE ${where}`,
  ]);
  return { rows, total: count?.total ?? 0, page: state.page, pageSize };
}

/**
 * Whose title, team or seats changed outside of a move while they held access, and nobody has looked at it since. For
 * who may propose a move; nothing for everybody else.
 */
export async function listUnlooked(actor: Actor, personId: string | null = null): Promise<Unlooked[]> {
  requirePermission(actor, "moves.read");
  if (!may(actor, "moves.propose")) return [];
  return db.$queryRaw<Unlooked[]>`
    SELECT p.id, p.name, p.title, p."roleChangedAt", k.keys FROM "Person" p, LATERAL (
      SELECT count(*)::int AS keys FROM "Grant" g
      WHERE g."personId" = p.id AND g.state IN ('to_grant', 'invited', 'active')) k
    WHERE p."roleChangedAt" IS NOT NULL AND p."endedAt" IS NULL AND k.keys > 0
      AND p.id IS DISTINCT FROM ${actor.personId}::uuid
      AND (${personId}::uuid IS NULL OR p.id = ${personId}::uuid)
      AND NOT EXISTS (SELECT 1 FROM "Departure" d WHERE d."personId" = p.id AND d."cancelledAt" IS NULL)
      AND NOT EXISTS (SELECT 1 FROM "Move" m WHERE m."personId" = p.id AND m.state IN ('waiting', 'decided'))
    ORDER BY p."roleChangedAt", p.id LIMIT 200`;
}
