import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { sameRole } from "@/lib/clients/rules/kit-lines";
import { db } from "@/lib/db";
import { isId } from "@/lib/input";
import { showAccountId } from "@/lib/platforms/asset-type-rules";
import { type BasisAsset, readBasis } from "@/lib/requests/read-basis";
import { type KitLineRow, readKitLines } from "@/lib/requests/read-kits";
import { type Rung, rungOf } from "@/lib/requests/rules/ladder";
import { weighAsset } from "@/lib/requests/rules/weigh";
import { workInWords } from "@/lib/requests/rules/words";

/** A line of a kit as screens show it. */
export type ShownLine = {
  id: string;
  assetId: string;
  name: string;
  accountId: string;
  platformName: string;
  mark: string;
  work: string;
  /** The smallest roles that do the work; null where none does all of it. */
  rung: Rung | null;
  sentence: string;
  unverified: boolean;
};

/** The kits of an engagement, by role. */
export type Kits = {
  kits: { role: string; lines: ShownLine[] }[];
  /** Roles that somebody has here, and that have no kit. */
  rolesWithout: string[];
  /** Engagements whose kits can be copied, those of the same client first. */
  sources: { id: string; name: string }[];
};

/** What each role of an engagement needs on which accounts, at the smallest roles; null when there is none. */
export async function getKits(actor: Actor, engagementId: string): Promise<Kits | null> {
  requirePermission(actor, "clients.read");
  if (!isId(engagementId)) return null;
  const engagement = await db.engagement.findUnique({
    where: { id: engagementId },
    select: {
      clientId: true,
      endedAt: true,
      memberships: { where: { endedAt: null }, select: { role: true }, orderBy: { since: "asc" } },
    },
  });
  if (!engagement) return null;
  const lines = await readKitLines(db, engagementId);
  const assetIds = lines.map((line) => line.assetId);
  const basis = await readBasis(db, { clientId: engagement.clientId, assetIds, personIds: [] });
  const assets = new Map((basis?.assets ?? []).map((asset) => [asset.assetId, asset]));
  const roles = Map.groupBy(lines, (line) => line.role.toLowerCase());
  const without = engagement.memberships.map(({ role }) => role);
  return {
    kits: [...roles.values()].map((of) => ({
      role: of[0]?.role ?? "",
      lines: of.flatMap((line) => {
        const asset = assets.get(line.assetId);
        return asset ? [showLine(line, asset)] : [];
      }),
    })),
    rolesWithout: without.filter(
      (role, place) =>
        !lines.some((line) => sameRole(line.role, role)) &&
        without.findIndex((each) => sameRole(each, role)) === place,
    ),
    sources:
      engagement.endedAt === null && may(actor, "clients.write")
        ? await readSources(engagementId, engagement.clientId)
        : [],
  };
}

/** A line with the smallest role that does its work. */
export function showLine(line: KitLineRow, asset: BasisAsset): ShownLine {
  const { smallest, sentence } = weighAsset(
    { type: asset.assetType, category: asset.category, offer: asset.offer },
    line.work,
  );
  const fits = smallest.kind === "fits" ? smallest.roles : null;
  return {
    id: line.id,
    assetId: line.assetId,
    name: asset.name,
    accountId: showAccountId({ ...asset, type: asset.assetType }),
    platformName: asset.platformName,
    mark: asset.mark,
    work: workInWords(line.work),
    rung: fits && rungOf(asset.offer, asset.assetType, fits),
    sentence,
    unverified: fits?.some((role) => !role.verified) ?? false,
  };
}

const readSources = (engagementId: string, clientId: string) =>
  db.$queryRaw<Kits["sources"]>`
    SELECT e.id, c.name || ': ' || e.name AS name FROM "Engagement" e JOIN "Client" c ON c.id = e."clientId"
    WHERE e.id <> ${engagementId}::uuid
      AND EXISTS (SELECT 1 FROM "KitLine" k WHERE k."engagementId" = e.id AND k."endedAt" IS NULL)
    ORDER BY c.id <> ${clientId}::uuid, c.name, e.name, e.id`;
