import { type Actor, requirePermission } from "@/lib/auth/actor";
import { holding } from "@/lib/clients/queries/holding";
import { db, Prisma } from "@/lib/db";
import { contains, orderBy, pagePart } from "@/lib/list-query";
import { type ListState, PAGE_SIZE, type Page } from "@/lib/list-state";
import { showAccountId } from "@/lib/platforms/asset-type-rules";
import type { AssetOwner } from "@/prisma/generated/enums";

export const assetFilters = ["client", "platform", "owner", "custodian", "status"] as const;
export type AssetFilter = (typeof assetFilters)[number];

export type AssetRow = {
  id: string;
  name: string;
  platformId: string;
  platform: string;
  mark: string;
  type: string;
  typeLabel: string;
  externalId: string;
  /** The account id as the platform shows it. */
  accountId: string;
  /** Null: the studio's own. */
  clientId: string | null;
  client: string | null;
  ownedBy: AssetOwner;
  /** A person of the studio, or a contact of the client. */
  custodian: string | null;
  custodianAtClient: boolean;
  endedAt: Date | null;
  people: number;
  keys: number;
};

const columns = {
  name: Prisma.sql`lower(a.name)`,
  client: Prisma.sql`lower(c.name)`,
  platform: Prisma.sql`lower(p.name)`,
  custodian: Prisma.sql`lower(coalesce(cu.name, cc.name))`,
  people: Prisma.sql`coalesce(k.people, 0)`,
  keys: Prisma.sql`coalesce(k.keys, 0)`,
};

const from = Prisma.sql`"Asset" a
  JOIN "Platform" p ON p.id = a."platformId"
  JOIN "PlatformAssetType" t ON t."platformId" = a."platformId" AND t.type = a.type
  LEFT JOIN "Client" c ON c.id = a."clientId"
  LEFT JOIN "Person" cu ON cu.id = a."custodianId"
  LEFT JOIN "ClientContact" cc ON cc.id = a."contactCustodianId"
  LEFT JOIN (SELECT h."assetId", count(DISTINCT h.id)::int AS keys, count(DISTINCT h."personId")::int AS people
    FROM ${holding} h GROUP BY 1) k ON k."assetId" = a.id`;

/** Accounts of all clients and the studio's own; those that have ended only when asked for ("ended", "all"). */
export async function listAssets(
  actor: Actor,
  state: ListState<AssetFilter>,
  pageSize = PAGE_SIZE,
): Promise<Page<AssetRow>> {
  requirePermission(actor, "clients.read");
  const where = wanted(state);
  const [rows, [count]] = await Promise.all([
    db.$queryRaw<Omit<AssetRow, "accountId">[]>`
      SELECT a.id, a.name, a."platformId", p.name AS platform, p.mark, a.type, t.label AS "typeLabel",
        a."externalId", a."clientId", c.name AS client, a."ownedBy"::text AS "ownedBy",
        coalesce(cu.name, cc.name) AS custodian, cc.id IS NOT NULL AS "custodianAtClient", a."endedAt",
        coalesce(k.people, 0) AS people, coalesce(k.keys, 0) AS keys
      FROM ${from} WHERE ${where}
      ${orderBy(state.sort, columns, Prisma.sql`lower(a.name), a.id`)} ${pagePart(state.page, pageSize)}`,
    db.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total FROM ${from} WHERE ${where}`,
  ]);
  return {
    rows: rows.map((row) => ({ ...row, accountId: showAccountId(row) })),
    total: count?.total ?? 0,
    page: state.page,
    pageSize,
  };
}

function wanted({ filters, q }: ListState<AssetFilter>): Prisma.Sql {
  const { client = "", platform = "", owner = "", custodian = "", status = "" } = filters;
  // An id is found as it is written on the platform, too: 123-456-7890 for 1234567890.
  const bare = q.replace(/[\s.-]/gu, "");
  return Prisma.sql`(${q} = '' OR a.name ILIKE ${contains(q)} OR c.name ILIKE ${contains(q)}
      OR a."externalId" ILIKE ${contains(q)} OR (${bare.length} >= 4 AND a."externalId" ILIKE ${contains(bare)}))
    AND (${client} = '' OR (${client} = 'studio' AND a."clientId" IS NULL) OR a."clientId"::text = ${client})
    AND (${platform} = '' OR a."platformId" = ${platform})
    AND (${owner} = '' OR a."ownedBy"::text = ${owner})
    AND (${custodian} = '' OR (${custodian} = 'none' AND a."custodianId" IS NULL AND a."contactCustodianId" IS NULL)
      OR (${custodian} = 'client' AND a."contactCustodianId" IS NOT NULL) OR a."custodianId"::text = ${custodian})
    AND (${status} = 'all' OR (a."endedAt" IS NULL) = (${status} <> 'ended'))`;
}

export type AssetOption = {
  id: string;
  name: string;
  accountId: string;
  mark: string;
  client: string | null;
};

/** Accounts that have not ended, for a choice; of one client and the studio's own when a client is named. */
export async function listAssetOptions(actor: Actor, clientId?: string | null): Promise<AssetOption[]> {
  requirePermission(actor, "clients.read");
  const rows = await db.asset.findMany({
    where: {
      endedAt: null,
      ...(clientId ? { OR: [{ clientId }, { clientId: null }] } : {}),
    },
    orderBy: [{ client: { name: "asc" } }, { name: "asc" }],
    select: {
      id: true,
      name: true,
      platformId: true,
      type: true,
      externalId: true,
      platform: { select: { mark: true } },
      client: { select: { name: true } },
    },
  });
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    accountId: showAccountId(row),
    mark: row.platform.mark,
    client: row.client?.name ?? null,
  }));
}
