import { type Actor, requirePermission } from "@/lib/auth/actor";
import { holding } from "@/lib/clients/queries/holding";
import { db, Prisma } from "@/lib/db";
import { contains, orderBy, pagePart } from "@/lib/list-query";
import { type ListState, PAGE_SIZE, type Page } from "@/lib/list-state";

export const clientFilters = ["status", "papers", "keys"] as const;
export type ClientFilter = (typeof clientFilters)[number];

export type ClientRow = {
  id: string;
  name: string;
  endedAt: Date | null;
  /** Running engagements. */
  engagements: number;
  /** Of these, without an agreement or a DPA on file. */
  withoutPapers: number;
  /** The next end of a running engagement. */
  nextEnd: Date | null;
  assets: number;
  people: number;
  keys: number;
};

const columns = {
  name: Prisma.sql`lower(c.name)`,
  assets: Prisma.sql`a.assets`,
  people: Prisma.sql`coalesce(k.people, 0)`,
  keys: Prisma.sql`coalesce(k.keys, 0)`,
  end: Prisma.sql`e."nextEnd"`,
};

const from = Prisma.sql`"Client" c
  LEFT JOIN (SELECT a."clientId", count(DISTINCT h.id)::int AS keys, count(DISTINCT h."personId")::int AS people
    FROM ${holding} h JOIN "Asset" a ON a.id = h."assetId" GROUP BY 1) k ON k."clientId" = c.id
  CROSS JOIN LATERAL (SELECT count(*)::int AS assets FROM "Asset" WHERE "clientId" = c.id AND "endedAt" IS NULL) a
  CROSS JOIN LATERAL (SELECT count(*)::int AS engagements, min("endsOn") AS "nextEnd",
      (count(*) FILTER (WHERE "agreementRef" IS NULL OR "dpaRef" IS NULL))::int AS "withoutPapers"
    FROM "Engagement" WHERE "clientId" = c.id AND "endedAt" IS NULL) e`;

/** The studio's clients; those that have ended only when asked for ("ended", "all"). */
export async function listClients(
  actor: Actor,
  state: ListState<ClientFilter>,
  pageSize = PAGE_SIZE,
): Promise<Page<ClientRow>> {
  requirePermission(actor, "clients.read");
  const { filters, q } = state;
  const status = filters.status ?? "";
  const where = Prisma.sql`(${q} = '' OR c.name ILIKE ${contains(q)})
    AND (${status} = 'all' OR (c."endedAt" IS NULL) = (${status} <> 'ended'))
    AND (${filters.papers ?? ""} = '' OR (e."withoutPapers" > 0) = (${filters.papers ?? ""} = 'missing'))
    AND (${filters.keys ?? ""} = '' OR (coalesce(k.keys, 0) > 0) = (${filters.keys ?? ""} = 'some'))`;
  const [rows, [count]] = await Promise.all([
    db.$queryRaw<ClientRow[]>`
      SELECT c.id, c.name, c."endedAt", e.engagements, e."withoutPapers", e."nextEnd", a.assets,
        coalesce(k.people, 0) AS people, coalesce(k.keys, 0) AS keys
      FROM ${from} WHERE ${where}
      ${orderBy(state.sort, columns, Prisma.sql`lower(c.name), c.id`)} ${pagePart(state.page, pageSize)}`,
    db.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total FROM ${from} WHERE ${where}`,
  ]);
  return { rows, total: count?.total ?? 0, page: state.page, pageSize };
}

/** Every client that has not ended, for a choice. */
export async function listClientOptions(actor: Actor): Promise<{ id: string; name: string }[]> {
  requirePermission(actor, "clients.read");
  return db.client.findMany({
    where: { endedAt: null },
    orderBy: { name: "asc" },
    select: { id: true, name: true },
  });
}
