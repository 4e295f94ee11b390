import type { AuditEntry } from "@/lib/audit/event";
import type { Tx } from "@/lib/db";
import { isAdministrator } from "@/lib/platforms/role-risk";
import { shortPlatformName } from "@/lib/platforms/short-name";
import { insertTasks, type TaskMaking } from "@/lib/register/insert-tasks";
import type { LockedGrant } from "@/lib/register/lock-grants";

type Orphan = {
  assetId: string;
  assetName: string;
  platformName: string;
  clientId: string;
  custodianId: string | null;
};

/**
 * The work to name another administrator where these grants, which are going, were the last that administer a
 * client's account, directly or from an account above it (docs/rules.md 11). Nothing for a departure, which plans its
 * own, and for what a contact of the client administers. A constant number of statements. Gives their audit.
 */
export async function planSuccessors(
  tx: Tx,
  going: readonly LockedGrant[],
  making: TaskMaking,
): Promise<AuditEntry[]> {
  const ids = going
    .filter((grant) => grant.personId && grant.state === "active" && isAdministrator(grant.capabilities))
    .map((grant) => grant.id);
  if (ids.length === 0 || making.cause === "departure") return [];
  const orphans = await readOrphans(tx, ids);
  const leavers = new Set(going.map((grant) => grant.personId));
  const { audit } = await insertTasks(
    tx,
    orphans.map((asset) => ({
      kind: "name_successor" as const,
      personId: null,
      robotId: null,
      identityId: null,
      assetId: asset.assetId,
      clientId: asset.clientId,
      assigneeId: leavers.has(asset.custodianId) ? null : asset.custodianId,
      risk: "administrator" as const,
      title: `Name another administrator of ${asset.assetName} (${shortPlatformName(asset.platformName)}) before the last one goes, or give it back to the client`,
      grants: [],
    })),
    making,
  );
  return audit;
}

/**
 * The accounts are locked first: of two last administrators who go at once, the second one's transaction sees that
 * the first is going.
 */
async function readOrphans(tx: Tx, goingIds: readonly string[]): Promise<Orphan[]> {
  const roots = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE down AS (
      SELECT g."assetId", r."reachesBelow" FROM "Grant" g JOIN "PlatformRole" r ON r.id = g."roleId"
      WHERE g.id = ANY(${[...goingIds]}::uuid[])
      UNION
      SELECT l."belowId", true FROM down JOIN "AssetLink" l ON l."aboveId" = down."assetId"
        AND l."endedAt" IS NULL AND down."reachesBelow"
    )
    SELECT a.id FROM "Asset" a WHERE a.id IN (SELECT "assetId" FROM down)
      AND a."clientId" IS NOT NULL AND a."endedAt" IS NULL AND a."contactCustodianId" IS NULL
    ORDER BY a.id FOR NO KEY UPDATE`;
  if (roots.length === 0) return [];
  return tx.$queryRaw<Orphan[]>`
    WITH RECURSIVE up AS (
      SELECT x.id AS root, x.id AS "assetId" FROM unnest(${roots.map((row) => row.id)}::uuid[]) AS x(id)
      UNION
      SELECT up.root, l."aboveId" FROM up JOIN "AssetLink" l ON l."belowId" = up."assetId" AND l."endedAt" IS NULL
    )
    SELECT a.id AS "assetId", a.name AS "assetName", pl.name AS "platformName", a."clientId", a."custodianId"
    FROM "Asset" a JOIN "Platform" pl ON pl.id = a."platformId"
    WHERE a.id = ANY(${roots.map((row) => row.id)}::uuid[])
      AND NOT EXISTS (SELECT 1 FROM "Task" t WHERE t."assetId" = a.id AND t.kind = 'name_successor'
        AND t.state IN ('open', 'invited', 'waiting_for_platform'))
      AND NOT EXISTS (
        SELECT 1 FROM up JOIN "Grant" g ON g."assetId" = up."assetId" AND g.state = 'active'
        JOIN "PlatformRole" r ON r.id = g."roleId" AND r.capabilities && ARRAY['manage_users', 'own']::"Capability"[]
        JOIN "Person" p ON p.id = g."personId" AND p."endedAt" IS NULL AND p."accessEndsAt" IS NULL
        WHERE up.root = a.id AND g.id <> ALL(${[...goingIds]}::uuid[])
          AND (g."assetId" = a.id OR r."reachesBelow")
          AND NOT EXISTS (SELECT 1 FROM "TaskGrant" tg JOIN "Task" t ON t.id = tg."taskId"
            WHERE tg."grantId" = g.id AND tg.effect = 'remove'
              AND t.state IN ('open', 'invited', 'waiting_for_platform')))
    ORDER BY a.name, a.id`;
}

/** Removals in an emergency wait for no other administrator. */
export async function goAhead(tx: Tx, taskIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`UPDATE "Task" SET "goesAhead" = true WHERE id = ANY(${[...taskIds]}::uuid[])`;
}
