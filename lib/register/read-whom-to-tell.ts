import { Prisma, type Tx } from "@/lib/db";

/** Grants by their ids, with their holder in words and who has to be told of them. */
export type GrantToTell = {
  id: string;
  tellIds: string[];
  holder: string;
  assetName: string;
  roleName: string;
  startsAt: Date;
  endsAt: Date | null;
};

/**
 * Whom to tell of grants: the holder, a robot's owner, or everybody who knows a shared login. One statement, however
 * many.
 */
export function readWhomToTell(tx: Tx, grantIds: readonly string[]): Promise<GrantToTell[]> {
  return tx.$queryRaw<GrantToTell[]>`
    SELECT g.id, g."startsAt", g."endsAt", a.name AS "assetName", r.name AS "roleName",
      coalesce(p.name, 'the robot ' || b.name, 'the shared login ' || i.address, '') AS holder, ${tellIds} AS "tellIds"
    FROM "Grant" g JOIN "Asset" a ON a.id = g."assetId" JOIN "PlatformRole" r ON r.id = g."roleId"
    LEFT JOIN "Person" p ON p.id = g."personId" LEFT JOIN "Robot" b ON b.id = g."robotId"
    LEFT JOIN "Identity" i ON i.id = g."identityId"
    WHERE g.id = ANY(${[...grantIds]}::uuid[]) ORDER BY g.id`;
}

const tellIds = Prisma.sql`CASE
  WHEN g."personId" IS NOT NULL THEN ARRAY[g."personId"]
  WHEN b.id IS NOT NULL THEN ARRAY[b."ownerId"]
  ELSE ARRAY(SELECT DISTINCT h."personId" FROM "IdentityHolder" h WHERE h."identityId" = g."identityId"
    AND h."endedAt" IS NULL) END`;
