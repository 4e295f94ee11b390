import { Prisma } from "@/lib/db";

/**
 * Joins the accounts of tasks (`t`): `a`, the one that a task is about, and `spot`, where it is done, which is that one;
 * of a look each account of the client on its platform.
 */
export const taskSpots: Prisma.Sql = Prisma.sql`
  LEFT JOIN "Asset" a ON a.id = t."assetId"
  LEFT JOIN "Asset" looked ON looked."platformId" = t."platformId" AND looked."clientId" = t."clientId"
    AND looked."endedAt" IS NULL
  JOIN "Asset" spot ON spot.id = coalesce(a.id, looked.id)`;

/**
 * Where the work on an account is done in one visit: in the account itself, or in the topmost account of the same
 * platform that stands above it (a manager account, a portfolio), the studio's own before a client's. For a WITH
 * RECURSIVE: makes `place` ("assetId", "placeId") from `assets`, a query of one column "assetId".
 */
export const visitPlaces = (assets: Prisma.Sql): Prisma.Sql => Prisma.sql`
  climb AS (
    SELECT DISTINCT x."assetId", x."assetId" AS "placeId", 0 AS height FROM (${assets}) x
    WHERE x."assetId" IS NOT NULL
    UNION ALL
    SELECT climb."assetId", up.id, climb.height + 1 FROM climb CROSS JOIN LATERAL (
      SELECT upper.id FROM "AssetLink" l JOIN "Asset" upper ON upper.id = l."aboveId"
      JOIN "Asset" lower ON lower.id = l."belowId" AND lower."platformId" = upper."platformId"
      WHERE l."belowId" = climb."placeId" AND l."endedAt" IS NULL AND upper."endedAt" IS NULL
      ORDER BY upper."clientId" IS NULL DESC, upper.id LIMIT 1) up
    -- Links in a circle end here; no platform nests its accounts deeper.
    WHERE climb.height < 6
  ), place AS (
    SELECT DISTINCT ON ("assetId") "assetId", "placeId" FROM climb ORDER BY "assetId", height DESC
  )`;
