import { Prisma } from "@/lib/db";

/**
 * Who holds which key now, as rows of (id, assetId, personId) to select from: a person's own keys; those of shared
 * logins, once for everybody who knows them; those of robots, without a person. A key that is only to be granted
 * does not count; one whose end has passed and that is not removed does.
 */
export const holding = Prisma.sql`(
  SELECT g.id, g."assetId", coalesce(g."personId", h."personId") AS "personId"
  FROM "Grant" g
  LEFT JOIN "IdentityHolder" h ON h."identityId" = g."identityId" AND h."endedAt" IS NULL
    AND g."personId" IS NULL AND g."robotId" IS NULL
  WHERE g."closedAt" IS NULL AND g.state <> 'to_grant')`;
