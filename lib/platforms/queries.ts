import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { db, Prisma } from "@/lib/db";
import { line } from "@/lib/input";
import { contains, orderBy, pagePart } from "@/lib/list-query";
import { type ListState, PAGE_SIZE, type Page } from "@/lib/list-state";
import { CAPABILITY_CHOICES, CAPABILITY_VERBS, type Capability } from "@/lib/platforms/capabilities";
import { type ConfirmableFact, holding, standingFacts } from "@/lib/platforms/confirmed-facts";
import { factsSchema, type PlatformFacts } from "@/lib/platforms/facts";

export const platformFilters = ["category", "facts"] as const;

export type PlatformRow = {
  id: string;
  name: string;
  vendor: string;
  category: string;
  mark: string;
  custom: boolean;
  roles: number;
  unverified: number;
  assets: number;
  keys: number;
};

const orders: Record<string, Prisma.Sql> = {
  name: Prisma.sql`lower(p.name)`,
  roles: Prisma.sql`roles`,
  assets: Prisma.sql`assets`,
  keys: Prisma.sql`keys`,
  unverified: Prisma.sql`unverified`,
};

/** The platforms that are not retired, with how much of each is in use and how many roles nobody has verified. */
export async function listPlatforms(
  actor: Actor,
  state: ListState<(typeof platformFilters)[number]>,
  pageSize = PAGE_SIZE,
): Promise<Page<PlatformRow>> {
  requirePermission(actor, "platforms.read");
  const { category, facts } = state.filters;
  const where = Prisma.sql`p."retiredAt" IS NULL
    AND (${state.q} = '' OR p.name ILIKE ${contains(state.q)} OR p.vendor ILIKE ${contains(state.q)})
    AND (${category ?? ""} = '' OR p.category = ${category ?? ""})
    AND (${facts ?? ""} = '' OR (${facts ?? ""} = 'own' AND p.custom) OR (${facts ?? ""} = 'unverified'
      AND EXISTS (SELECT 1 FROM "PlatformRole" r WHERE r."platformId" = p.id AND ${unverified})))`;
  const [rows, [count]] = await Promise.all([
    db.$queryRaw<PlatformRow[]>`
      SELECT p.id, p.name, p.vendor, p.category, p.mark, p.custom, r.roles, r.unverified, a.assets, a.keys
      FROM "Platform" p,
      LATERAL (SELECT count(*)::int AS roles, (count(*) FILTER (WHERE ${unverified}))::int AS unverified
        FROM "PlatformRole" r WHERE r."platformId" = p.id AND r."retiredAt" IS NULL) r,
      LATERAL (SELECT count(DISTINCT a.id)::int AS assets, count(g.id)::int AS keys FROM "Asset" a
        LEFT JOIN "Grant" g ON g."assetId" = a.id AND g."closedAt" IS NULL AND g.state <> 'to_grant'
        WHERE a."platformId" = p.id AND a."endedAt" IS NULL) a
      WHERE ${where}
      ${orderBy(state.sort, orders, Prisma.sql`p.name, p.id`)} ${pagePart(state.page, pageSize)}`,
    db.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total FROM "Platform" p WHERE ${where}`,
  ]);
  return { rows, total: count?.total ?? 0, page: state.page, pageSize };
}

const unverified = Prisma.sql`(r."retiredAt" IS NULL AND NOT r.verified AND r."confirmedAt" IS NULL
  AND r."correctedAt" IS NULL)`;

export type RoleDetail = {
  id: string;
  key: string;
  name: string;
  apiValue: string | null;
  rank: number;
  meaning: string;
  heldOn: string[];
  capabilities: Capability[];
  /** What the capabilities let somebody do, in words. */
  can: string[];
  requires: string[];
  reachesBelow: boolean;
  retired: boolean;
  /** Where the fact comes from, and who stands for it. */
  standing: "verified" | "unverified" | "confirmed" | "corrected";
  standingBy: string | null;
  standingAt: Date | null;
  /** Grants that have this role now. */
  keys: number;
};

export type PlatformDetail = {
  id: string;
  name: string;
  vendor: string;
  category: string;
  mark: string;
  custom: boolean;
  retiredAt: Date | null;
  /** As they stand now: what an administrator has confirmed counts as verified. */
  facts: PlatformFacts;
  confirmed: { fact: ConfirmableFact; by: string | null; at: Date }[];
  assetTypes: {
    type: string;
    label: string;
    idExample: string;
    parentType: string | null;
    combine: "one" | "set";
  }[];
  roles: RoleDetail[];
  /** What a role can be said to do, as a choice. */
  capabilities: { value: Capability; label: string }[];
  assets: number;
  can: { write: boolean };
};

/** All that is known of one platform; null when there is none. */
export async function getPlatform(actor: Actor, id: string): Promise<PlatformDetail | null> {
  requirePermission(actor, "platforms.read");
  if (!line(80).safeParse(id).success) return null;
  const platform = await db.platform.findUnique({
    where: { id },
    include: {
      assetTypes: { orderBy: { type: "asc" }, omit: { platformId: true, idPattern: true } },
      confirmed: true,
      _count: { select: { assets: { where: { endedAt: null } } } },
    },
  });
  if (!platform) return null;
  const roles = await db.$queryRaw<Omit<RoleDetail, "can">[]>`
    SELECT r.id, r.key, r.name, r."apiValue", r.rank, r.meaning, r."heldOn",
      r.capabilities::text[] AS capabilities, r.requires, r."reachesBelow", r."retiredAt" IS NOT NULL AS retired,
      CASE WHEN r."correctedAt" IS NOT NULL THEN 'corrected' WHEN r."confirmedAt" IS NOT NULL THEN 'confirmed'
        WHEN r.verified THEN 'verified' ELSE 'unverified' END AS standing,
      by.name AS "standingBy", coalesce(r."correctedAt", r."confirmedAt") AS "standingAt",
      (SELECT count(*)::int FROM "Grant" g WHERE g."roleId" = r.id AND g."closedAt" IS NULL
        AND g.state <> 'to_grant') AS keys
    FROM "PlatformRole" r
    LEFT JOIN "Person" by ON by.id = coalesce(r."correctedById", r."confirmedById")
    WHERE r."platformId" = ${id}
    ORDER BY r."retiredAt" NULLS FIRST, r.rank, r.key`;
  const {
    _count,
    facts: kept,
    confirmed,
    createdAt,
    createdById,
    updatedAt,
    updatedById,
    ...rest
  } = platform;
  const facts = factsSchema.parse(kept);
  const people = await db.person.findMany({
    where: { id: { in: confirmed.flatMap((each) => each.confirmedById ?? []) } },
    select: { id: true, name: true },
  });
  return {
    ...rest,
    facts: standingFacts(facts, confirmed),
    confirmed: [...holding(facts, confirmed)].map(([fact, row]) => ({
      fact,
      by: people.find((person) => person.id === row.confirmedById)?.name ?? null,
      at: row.confirmedAt,
    })),
    roles: roles.map((role) => ({ ...role, can: role.capabilities.map((each) => CAPABILITY_VERBS[each]) })),
    capabilities: CAPABILITY_CHOICES,
    assets: _count.assets,
    can: { write: may(actor, "platforms.write") && platform.retiredAt === null },
  };
}

export type PlatformOption = {
  id: string;
  name: string;
  mark: string;
  assetTypes: { type: string; label: string; idExample: string }[];
};

/** Every platform that an asset can be on, with its kinds of asset: for forms. */
export async function listPlatformOptions(actor: Actor): Promise<PlatformOption[]> {
  requirePermission(actor, "platforms.read");
  return db.platform.findMany({
    where: { retiredAt: null },
    orderBy: { name: "asc" },
    select: {
      id: true,
      name: true,
      mark: true,
      assetTypes: { select: { type: true, label: true, idExample: true }, orderBy: { label: "asc" } },
    },
  });
}
