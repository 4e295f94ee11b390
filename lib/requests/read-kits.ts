import type { Reader } from "@/lib/db";
import type { WorkKey } from "@/lib/platforms/work";

/** A live line of a kit. */
export type KitLineRow = { id: string; role: string; assetId: string; work: WorkKey[] };

/**
 * The live lines of an engagement's kits on accounts that have not ended, by role, platform and name. Asks no
 * permission: for commands, and for queries that have asked.
 */
export async function readKitLines(reader: Reader, engagementId: string): Promise<KitLineRow[]> {
  return reader.$queryRaw<KitLineRow[]>`
    SELECT k.id, k.role, k."assetId", k.work
    FROM "KitLine" k JOIN "Asset" a ON a.id = k."assetId" JOIN "Platform" pl ON pl.id = a."platformId"
    WHERE k."engagementId" = ${engagementId}::uuid AND k."endedAt" IS NULL AND a."endedAt" IS NULL
    ORDER BY lower(k.role), pl.name, a.name, a.id`;
}
