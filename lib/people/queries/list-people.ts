import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db, Prisma } from "@/lib/db";
import { contains, orderBy, pagePart } from "@/lib/list-query";
import { type ListState, PAGE_SIZE, type Page } from "@/lib/list-state";
import type { PersonStatus } from "@/lib/people/rules";
import { isSomebody, somebody } from "@/lib/people/somebody";
import type { PersonKind } from "@/prisma/generated/enums";

export const peopleFilters = ["status", "department", "kind", "keys"] as const;
export type PeopleFilter = (typeof peopleFilters)[number];

export type PersonRow = {
  id: string;
  name: string;
  email: string | null;
  title: string | null;
  department: string | null;
  kind: PersonKind;
  status: PersonStatus;
  startsOn: Date | null;
  /** The last day, or the moment at which they left. */
  until: Date | null;
  /** Keys held now, those of shared logins that they know included. */
  keys: number;
  robots: number;
};

const columns = {
  name: Prisma.sql`lower(p.name)`,
  department: Prisma.sql`lower(p.department)`,
  kind: Prisma.sql`p.kind`,
  keys: Prisma.sql`k.keys`,
  until: Prisma.sql`coalesce(p."endedAt", p."accessEndsAt", p."endsOn")`,
};

const status = Prisma.sql`CASE WHEN p."endedAt" IS NOT NULL THEN 'left'
  WHEN p."awaySince" IS NOT NULL THEN 'away'
  WHEN p."accessEndsAt" IS NOT NULL OR p."endsOn" IS NOT NULL THEN 'leaving'
  WHEN p."startsOn" > current_date THEN 'joining' ELSE 'here' END`;

const from = Prisma.sql`"Person" p CROSS JOIN LATERAL (
  SELECT (SELECT count(*)::int FROM "Grant" g WHERE g."personId" = p.id AND g."closedAt" IS NULL
      AND g.state <> 'to_grant')
    + (SELECT count(*)::int FROM "IdentityHolder" h JOIN "Grant" g ON g."identityId" = h."identityId"
      AND g."personId" IS NULL AND g."robotId" IS NULL AND g."closedAt" IS NULL AND g.state <> 'to_grant'
      WHERE h."personId" = p.id AND h."endedAt" IS NULL) AS keys) k`;

/** People of the studio; those who have left only when asked for ("left", "all"). */
export async function listPeople(
  actor: Actor,
  state: ListState<PeopleFilter>,
  pageSize = PAGE_SIZE,
): Promise<Page<PersonRow>> {
  requirePermission(actor, "people.read");
  const { filters, q } = state;
  const wanted = filters.status ?? "";
  const like = contains(q);
  const where = Prisma.sql`${isSomebody}
    AND (${q} = '' OR p.name ILIKE ${like} OR p.email ILIKE ${like} OR p.title ILIKE ${like}
      OR EXISTS (SELECT 1 FROM "IdentityHolder" h JOIN "Identity" i ON i.id = h."identityId"
        WHERE h."personId" = p.id AND i.address ILIKE ${like}))
    AND (${wanted} = 'all' OR (${wanted} = '' AND p."endedAt" IS NULL) OR ${status} = ${wanted})
    AND (${filters.department ?? ""} = '' OR p.department = ${filters.department ?? ""})
    AND (${filters.kind ?? ""} = '' OR p.kind::text = ${filters.kind ?? ""})
    AND (${filters.keys ?? ""} = '' OR (k.keys > 0) = (${filters.keys ?? ""} = 'some'))`;
  const [rows, [count]] = await Promise.all([
    db.$queryRaw<PersonRow[]>`
      SELECT p.id, p.name, p.email, p.title, p.department, p.kind::text AS kind, ${status} AS status,
        p."startsOn", coalesce(p."endedAt", p."accessEndsAt", p."endsOn") AS until, k.keys,
        (SELECT count(*)::int FROM "Robot" r WHERE r."ownerId" = p.id AND r."endedAt" IS NULL) AS robots
      FROM ${from} WHERE ${where}
      ${orderBy(state.sort, columns, Prisma.sql`lower(p.name), p.id`)} ${pagePart(state.page, pageSize)}`,
    db.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total FROM ${from} WHERE ${where}`,
  ]);
  return { rows, total: count?.total ?? 0, page: state.page, pageSize };
}

/** The departments that people who are here have, for the filter. */
export async function listDepartments(actor: Actor): Promise<string[]> {
  requirePermission(actor, "people.read");
  const rows = await db.person.findMany({
    where: { department: { not: null } },
    distinct: ["department"],
    orderBy: { department: "asc" },
    select: { department: true },
  });
  return rows.flatMap((row) => row.department ?? []);
}

export type PersonOption = { id: string; name: string; title: string | null };

/** Everybody who works here, for a choice. */
export async function listPersonOptions(actor: Actor): Promise<PersonOption[]> {
  requirePermission(actor, "people.read");
  return db.person.findMany({
    where: { endedAt: null, ...somebody },
    orderBy: { name: "asc" },
    select: { id: true, name: true, title: true },
  });
}
