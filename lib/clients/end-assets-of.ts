import type { Tx } from "@/lib/db";

/** Ends every account of a client, with its links to others, in two statements. Gives how many accounts ended. */
export async function endAssetsOf(
  tx: Tx,
  clientId: string,
  { now, byId }: { now: Date; byId: string | null },
): Promise<number> {
  const assets = await tx.asset.updateMany({
    where: { clientId, endedAt: null },
    data: { endedAt: now, endedById: byId, updatedById: byId },
  });
  await tx.assetLink.updateMany({
    where: { endedAt: null, OR: [{ above: { clientId } }, { below: { clientId } }] },
    data: { endedAt: now, endedById: byId },
  });
  return assets.count;
}
