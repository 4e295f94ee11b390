import { copyLines, type KitAsset } from "@/lib/clients/rules/kit-lines";
import { Prisma, type Reader } from "@/lib/db";

/**
 * What a copy of one engagement's kits to another would be: the lines as they are, those that are copied, and what is
 * left out, in words. With `lock` the accounts stay as they are until the transaction ends. Asks no permission: for
 * commands, and for queries that have asked.
 */
export async function planCopy(
  reader: Reader,
  fromId: string,
  to: { id: string; clientId: string; clientName: string },
  lock = false,
) {
  const lines = await readLines(reader, fromId, lock);
  const own = await readLines(reader, to.id, lock);
  const ofClient = Prisma.sql`a."clientId" = ${to.clientId}::uuid AND a."endedAt" IS NULL`;
  const assets = await readAssets(reader, ofClient, lock);
  const { lines: copied, leftOut } = copyLines(lines, {
    clientId: to.clientId,
    clientName: to.clientName,
    assets,
    lines: own.map(({ role, asset }) => ({ role, assetId: asset.id })),
  });
  return { lines, own, assets, copied, leftOut };
}

async function readLines(reader: Reader, engagementId: string, lock: boolean) {
  const lines = await reader.kitLine.findMany({
    where: { engagementId, endedAt: null },
    select: { role: true, assetId: true, work: true },
    orderBy: [{ role: "asc" }, { id: "asc" }],
  });
  const ids = lines.map((each) => each.assetId);
  const assets = await readAssets(reader, Prisma.sql`a.id = ANY(${ids}::uuid[])`, lock);
  return lines.flatMap(({ role, assetId, work }) => {
    const asset = assets.find((each) => each.id === assetId);
    return asset ? [{ role, work, asset }] : [];
  });
}

const readAssets = (reader: Reader, which: Prisma.Sql, lock: boolean) =>
  reader.$queryRaw<KitAsset[]>`
    SELECT a.id, a.name, a."clientId", a."platformId", pl.name AS "platformName", a.type,
      a."endedAt" IS NOT NULL AS ended
    FROM "Asset" a JOIN "Platform" pl ON pl.id = a."platformId"
    WHERE ${which} ORDER BY a.id ${lock ? Prisma.sql`FOR SHARE OF a` : Prisma.empty}`;
