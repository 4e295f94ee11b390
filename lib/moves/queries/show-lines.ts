import type { Reader } from "@/lib/db";
import type { PlatformCategory } from "@/lib/platforms/catalogue-schema";
import { rolesForAssets } from "@/lib/platforms/offers";
import type { WorkKey } from "@/lib/platforms/work";
import { type Rung, rungOf } from "@/lib/requests/rules/ladder";
import { weighAsset } from "@/lib/requests/rules/weigh";
import { workInWords } from "@/lib/requests/rules/words";
import type { MoveVerdict } from "@/prisma/generated/enums";

type Line = {
  grantId: string | null;
  kitLineId: string | null;
  verdict: MoveVerdict;
  toRoleIds: readonly string[];
  because: string;
};

/** A line as a screen shows it: where, what is held there, what it becomes. */
export type ShownLine<Of = unknown> = Of & {
  verdict: MoveVerdict;
  because: string;
  asset: { id: string; name: string; clientName: string | null; platformName: string; mark: string };
  /** What is held; null for what is not. */
  from: Rung | null;
  /** What takes its place, or would be asked for; null where nothing does. */
  to: Rung | null;
  /** The work of a line of a kit. */
  work: string | null;
};

type Place = {
  id: string;
  assetId: string;
  name: string;
  clientName: string | null;
  category: PlatformCategory;
  roleId: string | null;
  work: WorkKey[] | null;
};

/** Lines with their accounts and places on the ladders, in three statements. Asks no permission. */
export async function showLines<Of extends Line>(
  reader: Reader,
  lines: readonly Of[],
): Promise<ShownLine<Of>[]> {
  const grantIds = lines.flatMap((line) => line.grantId ?? []);
  const kitLineIds = lines.flatMap((line) => line.kitLineId ?? []);
  const places = await reader.$queryRaw<Place[]>`
    SELECT o.id, a.id AS "assetId", a.name, c.name AS "clientName", pl.category, o."roleId", o.work
    FROM (
      SELECT g.id, g."assetId", g."roleId", NULL::text[] AS work FROM "Grant" g WHERE g.id = ANY(${grantIds}::uuid[])
      UNION ALL
      SELECT k.id, k."assetId", NULL::uuid, k.work FROM "KitLine" k WHERE k.id = ANY(${kitLineIds}::uuid[])
    ) o JOIN "Asset" a ON a.id = o."assetId" JOIN "Platform" pl ON pl.id = a."platformId"
    LEFT JOIN "Client" c ON c.id = a."clientId"
    ORDER BY c.name NULLS FIRST, pl.name, a.name, o.id`;
  const offers = await rolesForAssets(reader, [...new Set(places.map((place) => place.assetId))]);
  return places.flatMap((place): ShownLine<Of>[] => {
    const line = lines.find((each) => each.grantId === place.id || each.kitLineId === place.id);
    const offered = offers.get(place.assetId);
    if (!line || !offered) return [];
    const { offer, assetType: type } = offered;
    const rung = (roleIds: readonly string[]) => {
      const roles = offer.roles.filter((role) => roleIds.includes(role.id));
      return roles.length > 0 ? rungOf(offer, type, roles) : null;
    };
    const { smallest } = weighAsset({ type, category: place.category, offer }, place.work ?? []);
    const proposed = place.work && smallest.kind === "fits" ? rungOf(offer, type, smallest.roles) : null;
    return [
      {
        ...line,
        asset: {
          id: place.assetId,
          name: place.name,
          clientName: place.clientName,
          platformName: offered.platformName,
          mark: offered.mark,
        },
        from: place.roleId ? rung([place.roleId]) : null,
        to: line.verdict === "lower" ? rung(line.toRoleIds) : proposed,
        work: place.work ? workInWords(place.work) : null,
      },
    ];
  });
}
