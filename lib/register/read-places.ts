import type { Tx } from "@/lib/db";
import { conflict, invalidInput } from "@/lib/errors";
import type { Capability } from "@/lib/platforms/capabilities";
import { holderIdOf } from "@/lib/register/input";
import type { WorkCatalogue } from "@/lib/register/rules/plan-work";
import { isOwnAccess } from "@/lib/register/rules/who-may";
import type { RoleCombination } from "@/prisma/generated/enums";

type Line = {
  personId?: string | undefined;
  robotId?: string | undefined;
  identityId?: string | undefined;
  assetId: string;
  roleIds: readonly string[];
  engagementId?: string | undefined;
};

type PlaceAsset = {
  id: string;
  name: string;
  clientId: string | null;
  clientName: string | null;
  platformId: string;
  platformName: string;
  custodianId: string | null;
  type: string;
  combine: RoleCombination;
  ended: boolean;
};
type PlaceRole = {
  id: string;
  name: string;
  platformId: string;
  heldOn: string[];
  capabilities: Capability[];
};
/** `behindIds`: the owner of the robot, whoever knows the login. */
type PlaceHolder = {
  id: string;
  name: string;
  behindIds: string[];
  leaving: boolean;
  ended: boolean;
  /** The first day of a person. */
  startsOn: Date | null;
};
type PlaceEngagement = { id: string; clientId: string; endsAt: Date | null };

/** Everything that lines of holder × asset × roles speak of, by id. */
export type Places = {
  assets: ReadonlyMap<string, PlaceAsset>;
  roles: ReadonlyMap<string, PlaceRole>;
  holders: ReadonlyMap<string, PlaceHolder>;
  engagements: ReadonlyMap<string, PlaceEngagement>;
  catalogue: WorkCatalogue;
};

/**
 * Locks the people (so that nobody's departure starts before what is made here is there for its checklist, and one
 * that has started is seen) and the assets (so that of two changes of one person's roles on one asset the second
 * sees the first), and reads the roles, holders and engagements: five statements, however many lines. Raises
 * invalid_input when a line names what does not exist, or a role that is not held on that kind of asset.
 */
export async function readPlaces(tx: Tx, lines: readonly Line[]): Promise<Places> {
  await tx.$queryRaw`
    SELECT id FROM "Person" WHERE id = ANY(${unique(lines.flatMap((line) => line.personId ?? []))}::uuid[])
    ORDER BY id FOR SHARE`;
  const assets = await tx.$queryRaw<PlaceAsset[]>`
    SELECT a.id, a.name, a."clientId", c.name AS "clientName", a."platformId", pl.name AS "platformName",
      a."custodianId", a.type, at.combine::text, a."endedAt" IS NOT NULL AS ended
    FROM "Asset" a JOIN "Platform" pl ON pl.id = a."platformId"
    JOIN "PlatformAssetType" at ON at."platformId" = a."platformId" AND at.type = a.type
    LEFT JOIN "Client" c ON c.id = a."clientId"
    WHERE a.id = ANY(${unique(lines.map((line) => line.assetId))}::uuid[])
    ORDER BY a.id FOR NO KEY UPDATE OF a`;
  const roles = await tx.$queryRaw<PlaceRole[]>`
    SELECT id, name, "platformId", "heldOn", capabilities::text[] AS capabilities FROM "PlatformRole"
    WHERE id = ANY(${unique(lines.flatMap((line) => line.roleIds))}::uuid[])`;
  const holderIds = unique(lines.map(holderIdOf));
  const holders = await tx.$queryRaw<PlaceHolder[]>`
    SELECT id, name, '{}'::uuid[] AS "behindIds", "accessEndsAt" IS NOT NULL AS leaving, "endedAt" IS NOT NULL AS ended,
      "startsOn"
    FROM "Person" WHERE id = ANY(${holderIds}::uuid[])
    UNION ALL SELECT id, name, array["ownerId"], false, "endedAt" IS NOT NULL, NULL
    FROM "Robot" WHERE id = ANY(${holderIds}::uuid[])
    UNION ALL SELECT i.id, i.address, array(SELECT h."personId" FROM "IdentityHolder" h
      WHERE h."identityId" = i.id AND h."endedAt" IS NULL), false, i."endedAt" IS NOT NULL, NULL
    FROM "Identity" i WHERE i.id = ANY(${holderIds}::uuid[])`;
  const engagements = await tx.$queryRaw<PlaceEngagement[]>`
    SELECT id, "clientId", least("endsOn" + interval '1 day', "endedAt") AS "endsAt" FROM "Engagement"
    WHERE id = ANY(${unique(lines.flatMap((line) => line.engagementId ?? []))}::uuid[])`;
  const places = {
    assets: mapById(assets),
    roles: mapById(roles),
    holders: mapById(holders),
    engagements: mapById(engagements),
  };
  for (const line of lines) checkLine(places, line);
  return { ...places, catalogue: places };
}

function checkLine(places: Omit<Places, "catalogue">, line: Line): void {
  const asset = places.assets.get(line.assetId);
  const holder = places.holders.get(holderIdOf(line));
  if (!asset) throw invalidInput("This account is not in the register. Choose one from the list.");
  if (!holder) throw invalidInput("This holder is not in the register. Choose one from the list.");
  for (const roleId of line.roleIds) {
    const role = places.roles.get(roleId);
    if (role?.platformId !== asset.platformId || !role.heldOn.includes(asset.type))
      throw invalidInput(
        `${role?.name ?? "This role"} is no role of ${asset.name} (${asset.platformName}). Choose one that is held on this kind of account.`,
      );
  }
  if (line.engagementId && places.engagements.get(line.engagementId)?.clientId !== asset.clientId)
    throw invalidInput(`The engagement is not one of the client of ${asset.name}. Choose one of theirs.`);
}

/** Raises conflict or invalid_input when a new grant would be for who leaves, or outlive the engagement or the asset. */
export function checkStay(places: Places, line: Line & { endsAt: Date | null }): void {
  const asset = places.assets.get(line.assetId);
  const holder = places.holders.get(holderIdOf(line));
  const engagement = line.engagementId ? places.engagements.get(line.engagementId) : undefined;
  if (asset?.ended)
    throw conflict(`${asset.name} has ended in the register, so nobody gets new access there.`);
  if (holder?.ended) throw conflict(`${holder.name} has ended in the register and gets no new access.`);
  if (holder?.leaving)
    throw conflict(
      `${holder.name} is leaving, so nothing new is given to them. If they stay after all, cancel the departure first.`,
    );
  if (engagement?.endsAt && (!line.endsAt || line.endsAt > engagement.endsAt))
    throw invalidInput(
      "A grant never outlives its engagement. Choose an end before the engagement is over.",
      {
        endsAt: ["This is after the engagement's end."],
      },
    );
}

/** Whether a line gives somebody access of their own: to themselves, to their robot, to a login that they know. */
export function isOwnLine(personId: string | null, line: Line, { holders }: Places): boolean {
  const behindIds = holders.get(holderIdOf(line))?.behindIds ?? [];
  return isOwnAccess(personId, { personId: line.personId ?? null, behindIds });
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)];
const mapById = <Row extends { id: string }>(rows: readonly Row[]): Map<string, Row> =>
  new Map(rows.map((row) => [row.id, row]));
