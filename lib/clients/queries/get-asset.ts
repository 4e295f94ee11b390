import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { whyNotEnded } from "@/lib/clients/rules/why-not-ended";
import { readRunningOfAsset } from "@/lib/clients/running";
import { db } from "@/lib/db";
import { isId } from "@/lib/input";
import { showAccountId } from "@/lib/platforms/asset-type-rules";
import type { AssetLinkKind, AssetOwner } from "@/prisma/generated/enums";

/** An account that stands above or below another, with how far away it is. */
export type LinkedAsset = {
  /** The link to the next one on the way; only the nearest (depth 1) can be taken away here. */
  linkId: string;
  kind: AssetLinkKind;
  depth: number;
  id: string;
  name: string;
  accountId: string;
  mark: string;
  platform: string;
  client: string | null;
};

export type AssetDetail = {
  id: string;
  name: string;
  platform: { id: string; name: string; mark: string };
  type: string;
  typeLabel: string;
  externalId: string;
  accountId: string;
  client: { id: string; name: string } | null;
  ownedBy: AssetOwner;
  custodian: { id: string; name: string } | null;
  contactCustodian: { id: string; name: string; email: string } | null;
  endedAt: Date | null;
  above: LinkedAsset[];
  below: LinkedAsset[];
  /** Keys on it that are not over. */
  keys: number;
  whyNotEnded: string | null;
  /** `reportSeen`: somebody who has left may still stand in it, and whoever sees them can say so. */
  can: { write: boolean; reportSeen: boolean };
};

/** One account with what stands above it (who holds that, reaches it) and below; null when there is none. */
export async function getAsset(actor: Actor, id: string): Promise<AssetDetail | null> {
  requirePermission(actor, "clients.read");
  if (!isId(id)) return null;
  const [row, above, below, running] = await Promise.all([
    db.asset.findUnique({
      where: { id },
      select: {
        id: true,
        name: true,
        platformId: true,
        type: true,
        externalId: true,
        ownedBy: true,
        endedAt: true,
        platform: { select: { id: true, name: true, mark: true } },
        assetType: { select: { label: true } },
        client: { select: { id: true, name: true } },
        custodian: { select: { id: true, name: true } },
        contactCustodian: { select: { id: true, name: true, email: true } },
      },
    }),
    readAbove(id),
    readBelow(id),
    readRunningOfAsset(db, id),
  ]);
  if (!row) return null;
  const { assetType, platformId, ...asset } = row;
  return {
    ...asset,
    typeLabel: assetType.label,
    accountId: showAccountId(row),
    above: above.map(shown),
    below: below.map(shown),
    keys: running.keys ?? 0,
    whyNotEnded: whyNotEnded(row.name, running),
    can: {
      write: row.endedAt === null && may(actor, "clients.write"),
      reportSeen: row.endedAt === null && may(actor, "departures.report"),
    },
  };
}

type LinkedRow = Omit<LinkedAsset, "accountId"> & { platformId: string; type: string; externalId: string };

function shown({ platformId, type, externalId, ...row }: LinkedRow): LinkedAsset {
  return { ...row, accountId: showAccountId({ platformId, type, externalId }) };
}

function readAbove(id: string): Promise<LinkedRow[]> {
  return db.$queryRaw`
    WITH RECURSIVE chain AS (
      SELECT l.id AS "linkId", l.kind, l."aboveId" AS id, 1 AS depth FROM "AssetLink" l
      WHERE l."belowId" = ${id}::uuid AND l."endedAt" IS NULL
      UNION
      SELECT l.id, l.kind, l."aboveId", c.depth + 1 FROM "AssetLink" l JOIN chain c ON l."belowId" = c.id
      WHERE l."endedAt" IS NULL AND c.depth < 20)
    SELECT c."linkId", c.kind::text AS kind, c.depth, a.id, a.name, a."platformId", a.type, a."externalId",
      p.mark, p.name AS platform, cl.name AS client
    FROM chain c JOIN "Asset" a ON a.id = c.id JOIN "Platform" p ON p.id = a."platformId"
    LEFT JOIN "Client" cl ON cl.id = a."clientId"
    ORDER BY c.depth, a.name`;
}

function readBelow(id: string): Promise<LinkedRow[]> {
  return db.$queryRaw`
    WITH RECURSIVE chain AS (
      SELECT l.id AS "linkId", l.kind, l."belowId" AS id, 1 AS depth FROM "AssetLink" l
      WHERE l."aboveId" = ${id}::uuid AND l."endedAt" IS NULL
      UNION
      SELECT l.id, l.kind, l."belowId", c.depth + 1 FROM "AssetLink" l JOIN chain c ON l."aboveId" = c.id
      WHERE l."endedAt" IS NULL AND c.depth < 20)
    SELECT c."linkId", c.kind::text AS kind, c.depth, a.id, a.name, a."platformId", a.type, a."externalId",
      p.mark, p.name AS platform, cl.name AS client
    FROM chain c JOIN "Asset" a ON a.id = c.id JOIN "Platform" p ON p.id = a."platformId"
    LEFT JOIN "Client" cl ON cl.id = a."clientId"
    ORDER BY c.depth, cl.name NULLS FIRST, a.name
    LIMIT 500`;
}
