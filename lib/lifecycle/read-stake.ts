import type { Reader } from "@/lib/db";
import { readLookPlaces } from "@/lib/lifecycle/read-look-places";
import type {
  Stake,
  StakeAdministration,
  StakeCustody,
  StakeKey,
  StakeLogin,
  StakeReach,
  StakeRequest,
  StakeRobot,
  StakeTask,
} from "@/lib/lifecycle/stake";
import { effectiveAccess } from "@/lib/register/queries/effective-access";

/**
 * Reads everything that a departure of this person has to take back or hand over: one statement for each kind,
 * however much there is. The preview and the start both stand on it, so what is announced is what is made.
 */
export async function readStake(reader: Reader, personId: string): Promise<Stake> {
  return {
    keys: await readKeys(reader, personId),
    robots: await readRobots(reader, personId),
    logins: await readLogins(reader, personId),
    custodies: await readCustodies(reader, personId),
    requests: await readRequests(reader, personId),
    tasks: await readTasks(reader, personId),
    administrations: await readAdministrations(reader, personId),
    looks: await readLookPlaces(reader, { personId, departureId: null }),
  };
}

function readKeys(reader: Reader, personId: string): Promise<StakeKey[]> {
  return reader.$queryRaw<StakeKey[]>`
    SELECT g.id AS "grantId", g.state::text, g."identityId", g."assetId", a.name AS "assetName", a."externalId",
      a."clientId", c.name AS "clientName", pl.id AS "platformId", pl.name AS "platformName",
      pl.mark AS "platformMark", r.name AS "roleName", r.capabilities::text[] AS capabilities,
      coalesce(w.begun, false) AS begun, w."removalTaskId"
    FROM "Grant" g
    JOIN "PlatformRole" r ON r.id = g."roleId"
    JOIN "Asset" a ON a.id = g."assetId"
    JOIN "Platform" pl ON pl.id = a."platformId"
    LEFT JOIN "Client" c ON c.id = a."clientId"
    LEFT JOIN LATERAL (
      SELECT bool_or(tg.effect = 'add' AND (t.state <> 'open'
          OR EXISTS (SELECT 1 FROM "Evidence" e WHERE e."taskId" = t.id))) AS begun,
        (array_agg(t.id) FILTER (WHERE t.kind = 'revoke'))[1] AS "removalTaskId"
      FROM "TaskGrant" tg JOIN "Task" t ON t.id = tg."taskId"
      WHERE tg."grantId" = g.id AND t.state IN ('open', 'invited', 'waiting_for_platform')
    ) w ON true
    WHERE g."personId" = ${personId}::uuid AND g."closedAt" IS NULL
    ORDER BY c.name NULLS FIRST, pl.name, a.name, g.id`;
}

function readRobots(reader: Reader, personId: string): Promise<StakeRobot[]> {
  return reader.$queryRaw<StakeRobot[]>`
    SELECT rb.id, rb.name,
      coalesce(array_agg(DISTINCT cap) FILTER (WHERE cap IS NOT NULL), '{}') AS capabilities,
      coalesce(array_agg(DISTINCT c.name) FILTER (WHERE c.name IS NOT NULL), '{}') AS "clientNames"
    FROM "Robot" rb
    LEFT JOIN "Grant" g ON g."robotId" = rb.id AND g."closedAt" IS NULL
    LEFT JOIN "PlatformRole" r ON r.id = g."roleId"
    LEFT JOIN LATERAL unnest(r.capabilities::text[]) AS cap ON true
    LEFT JOIN "Asset" a ON a.id = g."assetId"
    LEFT JOIN "Client" c ON c.id = a."clientId"
    WHERE rb."ownerId" = ${personId}::uuid AND rb."endedAt" IS NULL
    GROUP BY rb.id ORDER BY rb.name, rb.id`;
}

function readLogins(reader: Reader, personId: string): Promise<StakeLogin[]> {
  return reader.$queryRaw<StakeLogin[]>`
    SELECT i.id, i.address,
      coalesce(array_agg(DISTINCT cap) FILTER (WHERE cap IS NOT NULL), '{}') AS capabilities,
      coalesce(array_agg(DISTINCT c.name) FILTER (WHERE c.name IS NOT NULL), '{}') AS "clientNames",
      CASE WHEN count(DISTINCT a.id) = 1 THEN min(a.id::text)::uuid END AS "assetId",
      CASE WHEN count(DISTINCT a."clientId") = 1 THEN min(a."clientId"::text)::uuid END AS "clientId",
      (SELECT o."personId" FROM "IdentityHolder" o JOIN "Person" p ON p.id = o."personId"
        WHERE o."identityId" = i.id AND o."endedAt" IS NULL AND o."personId" <> ${personId}::uuid
          AND p."endedAt" IS NULL AND p."accessEndsAt" IS NULL
        ORDER BY o.since, o.id LIMIT 1) AS "heirId"
    FROM "IdentityHolder" h
    JOIN "Identity" i ON i.id = h."identityId" AND i.shared AND i."endedAt" IS NULL
    LEFT JOIN "Grant" g ON g."identityId" = i.id AND g."closedAt" IS NULL
    LEFT JOIN "PlatformRole" r ON r.id = g."roleId"
    LEFT JOIN LATERAL unnest(r.capabilities::text[]) AS cap ON true
    LEFT JOIN "Asset" a ON a.id = g."assetId"
    LEFT JOIN "Client" c ON c.id = a."clientId"
    WHERE h."personId" = ${personId}::uuid AND h."endedAt" IS NULL
    GROUP BY i.id ORDER BY i.address, i.id`;
}

function readCustodies(reader: Reader, personId: string): Promise<StakeCustody[]> {
  return reader.$queryRaw<StakeCustody[]>`
    SELECT a.id AS "assetId", a.name AS "assetName", pl.name AS "platformName", a."clientId", c.name AS "clientName"
    FROM "Asset" a JOIN "Platform" pl ON pl.id = a."platformId" LEFT JOIN "Client" c ON c.id = a."clientId"
    WHERE a."custodianId" = ${personId}::uuid AND a."endedAt" IS NULL
    ORDER BY c.name NULLS FIRST, pl.name, a.name, a.id`;
}

function readRequests(reader: Reader, personId: string): Promise<StakeRequest[]> {
  return reader.$queryRaw<StakeRequest[]>`
    SELECT q.id, q.number, q."clientId", c.name AS "clientName",
      count(*) FILTER (WHERE i."personId" = ${personId}::uuid)::int AS "ownItems",
      count(*) FILTER (WHERE i."personId" <> ${personId}::uuid)::int AS "itemsForOthers",
      coalesce(array_agg(DISTINCT p.name) FILTER (WHERE i."personId" <> ${personId}::uuid), '{}') AS others
    FROM "RequestItem" i
    JOIN "AccessRequest" q ON q.id = i."requestId"
    JOIN "Client" c ON c.id = q."clientId"
    JOIN "Person" p ON p.id = i."personId"
    WHERE i.state = 'waiting' AND (i."personId" = ${personId}::uuid OR i."requesterId" = ${personId}::uuid)
    GROUP BY q.id, c.name ORDER BY q.number`;
}

function readTasks(reader: Reader, personId: string): Promise<StakeTask[]> {
  return reader.$queryRaw<StakeTask[]>`
    SELECT id, number, title FROM "Task"
    WHERE "assigneeId" = ${personId}::uuid AND state IN ('open', 'invited', 'waiting_for_platform')
    ORDER BY number`;
}

function readAdministrations(reader: Reader, personId: string): Promise<StakeAdministration[]> {
  return reader.$queryRaw<StakeAdministration[]>`
    WITH RECURSIVE administers AS (
      SELECT g."assetId", g."personId", r."reachesBelow", g.state = 'active' AS active
      FROM "Grant" g JOIN "PlatformRole" r ON r.id = g."roleId"
      WHERE g."personId" IS NOT NULL AND g."closedAt" IS NULL AND g.state <> 'to_grant'
        AND r.capabilities && ARRAY['manage_users', 'own']::"Capability"[]
    ), up AS (
      SELECT DISTINCT "assetId" AS root, "assetId" FROM administers WHERE "personId" = ${personId}::uuid
      UNION
      SELECT up.root, l."aboveId" FROM up JOIN "AssetLink" l ON l."belowId" = up."assetId" AND l."endedAt" IS NULL
    )
    SELECT a.id AS "assetId", a.name AS "assetName", pl.name AS "platformName", a."clientId",
      c.name AS "clientName", a."custodianId", a."contactCustodianId" IS NOT NULL AS "clientAdministers",
      jsonb_agg(DISTINCT jsonb_build_object('personId', s."personId", 'active', s.active,
        'leaving', p."endedAt" IS NOT NULL OR p."accessEndsAt" IS NOT NULL)) AS administrators
    FROM up
    JOIN administers s ON s."assetId" = up."assetId" AND (s."assetId" = up.root OR s."reachesBelow")
    JOIN "Person" p ON p.id = s."personId"
    JOIN "Asset" a ON a.id = up.root AND a."endedAt" IS NULL
    JOIN "Platform" pl ON pl.id = a."platformId"
    LEFT JOIN "Client" c ON c.id = a."clientId"
    GROUP BY a.id, pl.name, c.name ORDER BY c.name NULLS FIRST, pl.name, a.name, a.id`;
}

/** The accounts that the person reaches only through one above them (a manager account, a portfolio), each once. */
export async function readReach(reader: Reader, personId: string): Promise<StakeReach[]> {
  const access = await effectiveAccess(reader, { personId });
  const direct = new Set(access.filter((each) => each.direct).map((each) => each.assetId));
  const through = access.filter((each) => !each.direct && !direct.has(each.assetId));
  return [...Map.groupBy(through, (each) => each.assetId).values()].flatMap(([first]) =>
    first
      ? [
          {
            assetId: first.assetId,
            assetName: first.assetName,
            clientName: first.clientName,
            throughName: first.path[0]?.name ?? first.assetName,
          },
        ]
      : [],
  );
}
