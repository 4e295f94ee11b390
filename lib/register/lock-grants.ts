import type { AuditEntry } from "@/lib/audit/event";
import { Prisma, type Tx } from "@/lib/db";
import type { Capability } from "@/lib/platforms/capabilities";
import { behind } from "@/lib/register/behind";
import type { Holding, WorkCatalogue } from "@/lib/register/rules/plan-work";
import type { GrantState, ProofKind } from "@/prisma/generated/enums";

/** A grant under lock, with the names that its tasks and its audit need. */
export type LockedGrant = {
  id: string;
  personId: string | null;
  robotId: string | null;
  identityId: string | null;
  assetId: string;
  roleId: string;
  engagementId: string | null;
  purpose: string;
  state: GrantState;
  proof: ProofKind | null;
  startsAt: Date;
  endsAt: Date | null;
  lastsMinutes: number | null;
  holderName: string;
  /** Whose access it is when no person holds it themselves: the owner of the robot, whoever knows the login. */
  behindIds: string[];
  roleName: string;
  capabilities: Capability[];
  assetName: string;
  clientId: string | null;
  platformName: string;
  custodianId: string | null;
  /** Everybody has one role on this account. */
  oneRole: boolean;
};

/** Locks grants in the order of their ids (so that two commands never wait for each other), with their names. */
export async function lockGrants(tx: Tx, ids: readonly string[]): Promise<LockedGrant[]> {
  if (ids.length === 0) return [];
  return lockWhere(tx, Prisma.sql`g.id = ANY(${[...ids]}::uuid[])`);
}

/** Locks what is not over of some holders (a person, robot or shared login each) on some assets. */
export async function lockHeldAt(
  tx: Tx,
  places: readonly { holderId: string; assetId: string }[],
): Promise<LockedGrant[]> {
  if (places.length === 0) return [];
  return lockWhere(
    tx,
    Prisma.sql`g.state NOT IN ('removed', 'not_granted')
      AND (coalesce(g."personId", g."robotId", g."identityId"), g."assetId") IN (
        SELECT p."holderId", p."assetId"
        FROM jsonb_to_recordset(${JSON.stringify(places)}::jsonb) AS p("holderId" uuid, "assetId" uuid))`,
  );
}

function lockWhere(tx: Tx, where: Prisma.Sql): Promise<LockedGrant[]> {
  return tx.$queryRaw<LockedGrant[]>`
    SELECT g.id, g."personId", g."robotId", g."identityId", g."assetId", g."roleId", g."engagementId", g.purpose,
      g.state::text, g.proof::text, g."startsAt", g."endsAt", g."lastsMinutes",
      coalesce(p.name, r.name, i.address) AS "holderName", ${behind(Prisma.sql`g`)} AS "behindIds",
      pr.name AS "roleName", pr.capabilities::text[] AS capabilities,
      a.name AS "assetName", a."clientId", pl.name AS "platformName", a."custodianId",
      at.combine = 'one' AS "oneRole"
    FROM "Grant" g
    JOIN "PlatformRole" pr ON pr.id = g."roleId"
    JOIN "Asset" a ON a.id = g."assetId"
    JOIN "Platform" pl ON pl.id = a."platformId"
    JOIN "PlatformAssetType" at ON at."platformId" = a."platformId" AND at.type = a.type
    LEFT JOIN "Person" p ON p.id = g."personId"
    LEFT JOIN "Robot" r ON r.id = g."robotId"
    LEFT JOIN "Identity" i ON i.id = g."identityId"
    WHERE ${where}
    ORDER BY g.id
    FOR UPDATE OF g`;
}

/** A locked grant as the plan of work sees it. */
export function holdingOf(grant: LockedGrant): Holding {
  const { personId, robotId, identityId, assetId, roleId } = grant;
  return {
    grantId: grant.id,
    personId,
    robotId,
    identityId,
    assetId,
    roleId,
    invited: grant.state === "invited",
  };
}

/** What the plan has to know, from the locked grants themselves. */
export function catalogueOf(grants: readonly LockedGrant[]): WorkCatalogue {
  return {
    roles: new Map(grants.map((g) => [g.roleId, { name: g.roleName, capabilities: g.capabilities }])),
    assets: new Map(
      grants.map((g) => [
        g.assetId,
        {
          name: g.assetName,
          clientId: g.clientId,
          platformName: g.platformName,
          custodianId: g.custodianId,
          oneRole: g.oneRole,
        },
      ]),
    ),
    holders: new Map(
      grants.map((g) => [
        g.personId ?? g.robotId ?? g.identityId ?? "",
        { name: g.holderName, behindIds: g.behindIds },
      ]),
    ),
  };
}

/** What the audit says of a grant: holder, role and asset as a person recognises them. */
export function grantEntry(
  grant: Pick<LockedGrant, "id" | "holderName" | "roleName" | "assetName" | "clientId">,
  change: Pick<AuditEntry, "before" | "after" | "reason">,
): AuditEntry {
  return {
    objectType: "grant",
    objectId: grant.id,
    objectName: `${grant.holderName}: ${grant.roleName} on ${grant.assetName}`,
    clientId: grant.clientId,
    ...change,
  };
}
