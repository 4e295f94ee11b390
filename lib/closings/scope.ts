import { Prisma } from "@/lib/db";

/** What ends: one engagement, or all work for a client; `everything`: also what hangs on no engagement of it. */
export type Scope = { clientId: string; engagementId: string | null; everything: boolean };

/**
 * The grants that a closing takes, as a condition on a grant `g`: all under the engagement; where everything goes,
 * all at the client's accounts too.
 */
export const grantsOf = ({ clientId, engagementId, everything }: Scope): Prisma.Sql =>
  everything
    ? Prisma.sql`(g."assetId" IN (SELECT id FROM "Asset" WHERE "clientId" = ${clientId}::uuid)
        OR g."engagementId" IN (SELECT id FROM "Engagement" WHERE "clientId" = ${clientId}::uuid))`
    : Prisma.sql`g."engagementId" = ${engagementId}::uuid`;

/** The engagements that a closing ends, as a condition on an engagement `e`. */
export const engagementsOf = ({ clientId, engagementId }: Scope): Prisma.Sql =>
  engagementId
    ? Prisma.sql`e.id = ${engagementId}::uuid`
    : Prisma.sql`e."clientId" = ${clientId}::uuid AND e."endedAt" IS NULL`;

/**
 * The links by which an account of the studio's own reaches one of the client that has to go, as a condition on a link
 * `l` between `above` and `below`. Where other work for the client goes on: those of accounts on which this engagement
 * has a key or a kit, and nothing else has.
 */
export const linksOf = ({ clientId, engagementId, everything }: Scope): Prisma.Sql => {
  const reaching = Prisma.sql`l."endedAt" IS NULL AND above."clientId" IS NULL AND below."clientId" = ${clientId}::uuid`;
  if (everything) return reaching;
  return Prisma.sql`${reaching}
    AND (EXISTS (SELECT 1 FROM "Grant" g WHERE g."assetId" = below.id AND g."engagementId" = ${engagementId}::uuid)
      OR EXISTS (SELECT 1 FROM "KitLine" k WHERE k."assetId" = below.id AND k."engagementId" = ${engagementId}::uuid))
    AND NOT EXISTS (SELECT 1 FROM "Grant" g WHERE g."assetId" = below.id AND g."closedAt" IS NULL
      AND g."engagementId" IS DISTINCT FROM ${engagementId}::uuid)
    AND NOT EXISTS (SELECT 1 FROM "KitLine" k WHERE k."assetId" = below.id AND k."endedAt" IS NULL
      AND k."engagementId" <> ${engagementId}::uuid)`;
};

/** The data of the client that goes with it, as a condition on a row `d` of "ClientData". */
export const dataOf = ({ clientId, engagementId, everything }: Scope): Prisma.Sql =>
  Prisma.sql`d."endedAt" IS NULL AND d."engagementId" IN (SELECT id FROM "Engagement"
    WHERE ${everything ? Prisma.sql`"clientId" = ${clientId}::uuid` : Prisma.sql`id = ${engagementId}::uuid`})`;
