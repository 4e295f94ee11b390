import type { Reader } from "@/lib/db";
import type { PlatformCategory } from "@/lib/platforms/catalogue-schema";
import { type OfferedRole, rolesForAssets } from "@/lib/platforms/offers";
import type { WorkKey } from "@/lib/platforms/work";
import type { RoleRow } from "@/lib/requests/rules/choose-roles";
import { workOf } from "@/lib/requests/rules/extension";
import type { AssetToWeigh } from "@/lib/requests/rules/weigh";
import type { GrantState } from "@/prisma/generated/enums";

/** A person's grant with what it was asked for, and what it could be kept for. */
export type ToExtend = {
  personId: string;
  clientId: string | null;
  assetId: string;
  assetName: string;
  state: GrantState;
  startsAt: Date;
  endsAt: Date | null;
  engagement: { id: string; endsOn: Date | null } | null;
  /** The account with what its platform offers. */
  asset: AssetToWeigh<OfferedRole>;
  /** All that the holder has directly on the account by the same cause. */
  roles: RoleRow[];
  /** Kinds of work that these roles can do. */
  doable: WorkKey[];
  /** The request that it came by. */
  asked: { work: WorkKey[]; aboveReason: string | null } | null;
};

type Row = Omit<ToExtend, "engagement" | "asset" | "roles" | "doable" | "asked"> & {
  category: PlatformCategory;
  engagementId: string | null;
  endsOn: Date | null;
  work: WorkKey[] | null;
  aboveReason: string | null;
  causeId: string | null;
};

/**
 * A person's grant as an extension needs it; null where a robot or a shared login holds it. Asks no permission: for
 * commands, and for queries that have asked.
 */
export async function readToExtend(reader: Reader, grantId: string): Promise<ToExtend | null> {
  const [row] = await reader.$queryRaw<Row[]>`
    SELECT g."personId", a."clientId", a.id AS "assetId", a.name AS "assetName", pl.category, g.state::text,
      g."startsAt", g."endsAt", e.id AS "engagementId", e."endsOn", q.work, i."aboveReason",
      CASE WHEN i.id IS NOT NULL THEN g."causeId" END AS "causeId"
    FROM "Grant" g JOIN "Asset" a ON a.id = g."assetId" JOIN "Platform" pl ON pl.id = a."platformId"
    LEFT JOIN "Engagement" e ON e.id = g."engagementId" AND e."endedAt" IS NULL
    LEFT JOIN "RequestItem" i ON g.cause = 'request' AND i.id = g."causeId"
    LEFT JOIN "AccessRequest" q ON q.id = i."requestId"
    WHERE g.id = ${grantId}::uuid AND g."personId" IS NOT NULL`;
  if (!row) return null;
  const { engagementId, endsOn, work, aboveReason, causeId, category, ...grant } = row;
  const roles = await reader.$queryRaw<RoleRow[]>`
    SELECT pr.id, pr.key, pr.name, pr.rank, pr."heldOn", pr.capabilities::text[] AS capabilities, pr.requires, pr."group",
      pr.verified
    FROM "Grant" g JOIN "PlatformRole" pr ON pr.id = g."roleId"
    WHERE g."personId" = ${grant.personId}::uuid AND g."assetId" = ${grant.assetId}::uuid
      AND g.state IN ('to_grant', 'invited', 'active')
      AND (${causeId}::uuid IS NULL OR g."causeId" = ${causeId}::uuid)
    ORDER BY pr.rank, pr.key`;
  const offer = (await rolesForAssets(reader, [grant.assetId])).get(grant.assetId);
  return {
    ...grant,
    engagement: engagementId ? { id: engagementId, endsOn } : null,
    asset: { type: offer?.assetType ?? "", category, offer: offer?.offer ?? { roles: [], combine: {} } },
    roles,
    doable: workOf(
      category,
      roles.flatMap((role) => role.capabilities),
    ),
    asked: work && { work, aboveReason },
  };
}
