import type { Tx } from "@/lib/db";

/** A platform that is not retired, locked, with its kinds of asset; null when there is none. */
export async function lockPlatform(tx: Tx, id: string) {
  const [platform] = await tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT id, name FROM "Platform" WHERE id = ${id} AND "retiredAt" IS NULL FOR UPDATE`;
  if (!platform) return null;
  const types = await tx.platformAssetType.findMany({ where: { platformId: id }, select: { type: true } });
  return { ...platform, types: types.map((each) => each.type) };
}

/** A role, locked, with its platform; null when there is none. */
export async function lockRole(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT id FROM "PlatformRole" WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.platformRole.findUnique({
    where: { id },
    include: { platform: { select: { name: true, assetTypes: { select: { type: true } } } } },
  });
}
