import type { Running } from "@/lib/clients/rules/why-not-ended";
import { Prisma, type Reader } from "@/lib/db";

/** What still runs at a client, in one statement. */
export async function readRunningOfClient(reader: Reader, clientId: string): Promise<Running> {
  const assets = Prisma.sql`(SELECT id FROM "Asset" WHERE "clientId" = ${clientId}::uuid)`;
  const [row] = await reader.$queryRaw<Running[]>`
    SELECT
      (SELECT count(*)::int FROM "Engagement" WHERE "clientId" = ${clientId}::uuid AND "endedAt" IS NULL)
        AS engagements,
      (SELECT count(*)::int FROM "Grant" WHERE "assetId" IN ${assets} AND "closedAt" IS NULL) AS keys,
      (SELECT count(*)::int FROM "Task" WHERE state IN ('open', 'invited', 'waiting_for_platform')
        AND ("clientId" = ${clientId}::uuid OR "assetId" IN ${assets})) AS tasks,
      (SELECT count(*)::int FROM "AccessRequest" WHERE "clientId" = ${clientId}::uuid AND "closedAt" IS NULL)
        AS requests`;
  return row ?? {};
}

/** What still runs under an engagement. */
export async function readRunningOfEngagement(reader: Reader, engagementId: string): Promise<Running> {
  const [row] = await reader.$queryRaw<Running[]>`
    SELECT
      (SELECT count(*)::int FROM "Grant" WHERE "engagementId" = ${engagementId}::uuid AND "closedAt" IS NULL)
        AS keys,
      (SELECT count(*)::int FROM "AccessRequest" WHERE "engagementId" = ${engagementId}::uuid
        AND "closedAt" IS NULL) AS requests,
      (SELECT count(*)::int FROM "ClientData" WHERE "engagementId" = ${engagementId}::uuid
        AND "endedAt" IS NULL) AS data`;
  return row ?? {};
}

/** What still runs on an asset. */
export async function readRunningOfAsset(reader: Reader, assetId: string): Promise<Running> {
  const [row] = await reader.$queryRaw<Running[]>`
    SELECT
      (SELECT count(*)::int FROM "Grant" WHERE "assetId" = ${assetId}::uuid AND "closedAt" IS NULL) AS keys,
      (SELECT count(*)::int FROM "Task" WHERE "assetId" = ${assetId}::uuid
        AND state IN ('open', 'invited', 'waiting_for_platform')) AS tasks,
      (SELECT count(*)::int FROM "RequestItem" WHERE "assetId" = ${assetId}::uuid AND state = 'waiting')
        AS requests`;
  return row ?? {};
}
