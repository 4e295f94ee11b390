import { type Actor, requirePermission } from "@/lib/auth/actor";
import { sameRole } from "@/lib/clients/rules/kit-lines";
import { db } from "@/lib/db";
import { isId } from "@/lib/input";
import { showAccountId } from "@/lib/platforms/asset-type-rules";
import type { PlatformCategory } from "@/lib/platforms/catalogue-schema";
import { workFor } from "@/lib/platforms/work";

/** What the form of a kit offers. */
export type KitOptions = {
  engagement: { id: string; name: string };
  client: { id: string; name: string };
  /** Roles that somebody has on the engagement, or that have a kit. */
  roles: string[];
  assets: {
    id: string;
    name: string;
    accountId: string;
    mark: string;
    platformName: string;
    /** Kinds of work that make sense there. */
    work: { key: string; label: string }[];
    /** Those that the kit of the role has. */
    chosen: string[];
  }[];
};

type AssetRow = {
  id: string;
  name: string;
  externalId: string;
  type: string;
  platformId: string;
  platformName: string;
  mark: string;
  category: PlatformCategory;
};

/** The client's accounts and the work on them, with what the kit of a role has; null when there is no engagement. */
export async function getKitOptions(actor: Actor, id: string, role: string): Promise<KitOptions | null> {
  requirePermission(actor, "clients.read");
  if (!isId(id)) return null;
  const engagement = await db.engagement.findUnique({
    where: { id },
    select: {
      id: true,
      name: true,
      client: { select: { id: true, name: true } },
      memberships: { where: { endedAt: null }, select: { role: true } },
      kitLines: { where: { endedAt: null }, select: { role: true, assetId: true, work: true } },
    },
  });
  if (!engagement) return null;
  const { client, memberships, kitLines } = engagement;
  const rows = await db.$queryRaw<AssetRow[]>`
    SELECT a.id, a.name, a."externalId", a.type, a."platformId", pl.name AS "platformName", pl.mark, pl.category
    FROM "Asset" a JOIN "Platform" pl ON pl.id = a."platformId"
    WHERE a."clientId" = ${client.id}::uuid AND a."endedAt" IS NULL AND EXISTS (
      SELECT 1 FROM "PlatformRole" pr WHERE pr."platformId" = a."platformId" AND a.type = ANY(pr."heldOn")
        AND pr."retiredAt" IS NULL)
    ORDER BY pl.name, a.name, a.id`;
  return {
    engagement: { id, name: engagement.name },
    client,
    roles: [...new Set([...kitLines, ...memberships].map((each) => each.role))].toSorted(),
    assets: rows.map((row) => ({
      id: row.id,
      name: row.name,
      accountId: showAccountId(row),
      mark: row.mark,
      platformName: row.platformName,
      work: workFor(row.category).map(({ key, label }) => ({ key, label })),
      chosen: kitLines.find((line) => line.assetId === row.id && sameRole(line.role, role))?.work ?? [],
    })),
  };
}
