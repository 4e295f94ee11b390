import { Prisma } from "@/lib/db";

/**
 * Who stays and can manage the users of accounts, on each or from one above it. For a WITH RECURSIVE: makes `up`
 * (root, "assetId": the account itself and every one above it) and `administers` (root, "personId", direct, stays)
 * from `roots`, a query of one column "assetId".
 */
export const administers = (roots: Prisma.Sql): Prisma.Sql => Prisma.sql`
  up AS (
    SELECT DISTINCT x."assetId" AS root, x."assetId" FROM (${roots}) x
    UNION
    SELECT up.root, l."aboveId" FROM up JOIN "AssetLink" l ON l."belowId" = up."assetId" AND l."endedAt" IS NULL
  ), administers AS (
    SELECT up.root, g."personId", bool_or(g."assetId" = up.root) AS direct, bool_or(g.state = 'active') AS stays
    FROM up JOIN "Grant" g ON g."assetId" = up."assetId" AND g.state IN ('active', 'removal_due')
    JOIN "PlatformRole" r ON r.id = g."roleId" AND r.capabilities && ARRAY['manage_users', 'own']::"Capability"[]
    JOIN "Person" p ON p.id = g."personId" AND p."endedAt" IS NULL AND p."accessEndsAt" IS NULL
    WHERE g."assetId" = up.root OR r."reachesBelow"
    GROUP BY up.root, g."personId"
  )`;
