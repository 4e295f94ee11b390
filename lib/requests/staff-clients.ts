import type { Reader } from "@/lib/db";

/**
 * The clients for which somebody without the client list can ask: those on whose engagements they work, and those
 * where they hold something. One statement.
 */
export async function staffClients(reader: Reader, personId: string): Promise<string[]> {
  const rows = await reader.$queryRaw<{ id: string }[]>`
    SELECT e."clientId" AS id FROM "Membership" m JOIN "Engagement" e ON e.id = m."engagementId"
    WHERE m."personId" = ${personId}::uuid AND m."endedAt" IS NULL
    UNION
    SELECT a."clientId" FROM "Grant" g JOIN "Asset" a ON a.id = g."assetId"
    WHERE g."personId" = ${personId}::uuid AND g."closedAt" IS NULL AND a."clientId" IS NOT NULL`;
  return rows.map((row) => row.id);
}
