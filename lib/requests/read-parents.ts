import type { Reader } from "@/lib/db";

/** An asset directly above another one: where roles are held that a role on the lower one requires. */
export type Parent = { assetId: string; parentId: string; type: string; clientId: string | null };

/** What stands directly above these assets and has not ended, in one statement. */
export function readParents(reader: Reader, assetIds: readonly string[]): Promise<Parent[]> {
  return reader.$queryRaw<Parent[]>`
    SELECT l."belowId" AS "assetId", a.id AS "parentId", a.type, a."clientId"
    FROM "AssetLink" l JOIN "Asset" a ON a.id = l."aboveId" AND a."endedAt" IS NULL
    JOIN "Asset" b ON b.id = l."belowId" AND b."platformId" = a."platformId"
    WHERE l."endedAt" IS NULL AND l."belowId" = ANY(${[...assetIds]}::uuid[])
    ORDER BY a.id`;
}
