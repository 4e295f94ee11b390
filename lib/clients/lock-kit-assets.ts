import type { Tx } from "@/lib/db";
import type { PlatformCategory } from "@/lib/platforms/catalogue-schema";
import { type AssetOffer, rolesForAssets } from "@/lib/platforms/offers";

/** An account that goes into a kit, with what its platform offers. */
export type LockedAsset = {
  id: string;
  name: string;
  clientId: string | null;
  type: string;
  category: PlatformCategory;
  ended: boolean;
  offer: AssetOffer["offer"];
};

/** These accounts, which stay as they are until the transaction ends. */
export async function lockKitAssets(tx: Tx, assetIds: readonly string[]): Promise<LockedAsset[]> {
  const rows = await tx.$queryRaw<Omit<LockedAsset, "offer">[]>`
    SELECT a.id, a.name, a."clientId", a.type, pl.category, a."endedAt" IS NOT NULL AS ended
    FROM "Asset" a JOIN "Platform" pl ON pl.id = a."platformId"
    WHERE a.id = ANY(${[...assetIds]}::uuid[]) ORDER BY a.id FOR SHARE OF a`;
  const offers = await rolesForAssets(tx, assetIds);
  return rows.flatMap((row) => {
    const offer = offers.get(row.id)?.offer;
    return offer ? [{ ...row, offer }] : [];
  });
}
