import { dataOf, grantsOf, linksOf, type Scope } from "@/lib/closings/scope";
import type { Reader } from "@/lib/db";
import type { Capability } from "@/lib/platforms/capabilities";

/** A link by which an account of the studio reaches one of the client. */
export type StakeLink = {
  linkId: string;
  kind: "manager" | "portfolio" | "partner" | "group" | "parent";
  aboveName: string;
  belowId: string;
  belowName: string;
  platformName: string;
  clientId: string | null;
  /** Who manages the upper account, when that one stays. */
  keeperId: string | null;
};

/** Data of the client that the studio keeps. */
export type StakeData = {
  dataId: string;
  name: string;
  keptWhere: string;
  personalData: boolean;
  /** Who registered it, when that one stays. */
  keeperId: string | null;
};

/** A shared login that opens accounts of this client alone. */
export type StakeLogin = {
  identityId: string;
  address: string;
  capabilities: Capability[];
  assetId: string | null;
  /** Who knows it and stays, the longest first. */
  keeperId: string | null;
};

/** An account of the client that only the studio administers, from above, and whose link goes. */
export type StakeOrphan = {
  assetId: string;
  assetName: string;
  platformName: string;
  custodianId: string | null;
};

/** What a closing takes besides keys. */
export type ClosingStake = {
  links: StakeLink[];
  data: StakeData[];
  logins: StakeLogin[];
  orphans: StakeOrphan[];
};

/** Reads what a closing takes besides keys: one statement for each kind, however much there is. */
export async function readClosingStake(reader: Reader, scope: Scope): Promise<ClosingStake> {
  const links = await readLinks(reader, scope);
  return {
    links,
    data: await readData(reader, scope),
    logins: await readLogins(reader, scope),
    orphans: await readOrphans(
      reader,
      links.map((link) => link.linkId),
    ),
  };
}

/** The ids of the grants that are held under it, or would be. */
export async function readGrantIds(
  reader: Reader,
  scope: Scope,
  { untaken }: { untaken: boolean },
): Promise<string[]> {
  const rows = await reader.$queryRaw<{ id: string }[]>`
    SELECT g.id FROM "Grant" g WHERE g."closedAt" IS NULL AND ${grantsOf(scope)}
      AND (NOT ${untaken} OR g.state IN ('to_grant', 'invited', 'active'))
    ORDER BY g.id`;
  return rows.map((row) => row.id);
}

function readLinks(reader: Reader, scope: Scope): Promise<StakeLink[]> {
  return reader.$queryRaw<StakeLink[]>`
    SELECT l.id AS "linkId", l.kind::text, above.name AS "aboveName", below.id AS "belowId",
      below.name AS "belowName", pl.name AS "platformName", below."clientId", keeper.id AS "keeperId"
    FROM "AssetLink" l JOIN "Asset" above ON above.id = l."aboveId" JOIN "Asset" below ON below.id = l."belowId"
    JOIN "Platform" pl ON pl.id = below."platformId"
    LEFT JOIN "Person" keeper ON keeper.id = coalesce(above."custodianId", below."custodianId")
      AND keeper."endedAt" IS NULL AND keeper."accessEndsAt" IS NULL
    WHERE ${linksOf(scope)} AND NOT EXISTS (SELECT 1 FROM "TaskMatter" m JOIN "Task" t ON t.id = m."taskId"
      WHERE m."linkId" = l.id AND t.state IN ('open', 'invited', 'waiting_for_platform'))
    ORDER BY below.name, l.id`;
}

function readData(reader: Reader, scope: Scope): Promise<StakeData[]> {
  return reader.$queryRaw<StakeData[]>`
    SELECT d.id AS "dataId", d.name, d."keptWhere", d."personalData", keeper.id AS "keeperId"
    FROM "ClientData" d
    LEFT JOIN "Person" keeper ON keeper.id = d."createdById" AND keeper."endedAt" IS NULL
      AND keeper."accessEndsAt" IS NULL
    WHERE ${dataOf(scope)} AND NOT EXISTS (SELECT 1 FROM "TaskMatter" m JOIN "Task" t ON t.id = m."taskId"
      WHERE m."dataId" = d.id AND t.state IN ('open', 'invited', 'waiting_for_platform'))
    ORDER BY d.name, d.id`;
}

function readLogins(reader: Reader, scope: Scope): Promise<StakeLogin[]> {
  return reader.$queryRaw<StakeLogin[]>`
    SELECT i.id AS "identityId", i.address,
      coalesce(array_agg(DISTINCT cap) FILTER (WHERE cap IS NOT NULL), '{}') AS capabilities,
      CASE WHEN count(DISTINCT g."assetId") = 1 THEN min(g."assetId"::text)::uuid END AS "assetId",
      (SELECT h."personId" FROM "IdentityHolder" h JOIN "Person" p ON p.id = h."personId"
        WHERE h."identityId" = i.id AND h."endedAt" IS NULL AND p."endedAt" IS NULL AND p."accessEndsAt" IS NULL
        ORDER BY h.since, h.id LIMIT 1) AS "keeperId"
    FROM "Identity" i
    JOIN "Grant" g ON g."identityId" = i.id AND g."personId" IS NULL AND g."robotId" IS NULL AND g."closedAt" IS NULL
    JOIN "PlatformRole" r ON r.id = g."roleId"
    LEFT JOIN LATERAL unnest(r.capabilities::text[]) AS cap ON true
    WHERE i.shared AND i."endedAt" IS NULL
      AND NOT EXISTS (SELECT 1 FROM "Task" t WHERE t."identityId" = i.id AND t.kind = 'rotate_secret'
        AND t."personId" IS NULL AND t.state IN ('open', 'invited', 'waiting_for_platform'))
    GROUP BY i.id HAVING bool_and(${grantsOf(scope)}) ORDER BY i.address, i.id`;
}

/**
 * Accounts that somebody of the studio administers from above by one of these links, that no contact of the client has
 * in hand, and that nobody would administer when the links are gone. An account that already has its task is left out.
 */
function readOrphans(reader: Reader, linkIds: readonly string[]): Promise<StakeOrphan[]> {
  return reader.$queryRaw<StakeOrphan[]>`
    WITH RECURSIVE root AS (
      SELECT DISTINCT l."belowId" AS id FROM "AssetLink" l WHERE l.id = ANY(${[...linkIds]}::uuid[])
    ), up AS (
      SELECT root.id AS root, root.id AS "assetId", true AS stays FROM root
      UNION
      SELECT up.root, l."aboveId", up.stays AND l.id <> ALL(${[...linkIds]}::uuid[])
      FROM up JOIN "AssetLink" l ON l."belowId" = up."assetId" AND l."endedAt" IS NULL
    ), administers AS (
      SELECT up.root, up.stays AND NOT EXISTS (SELECT 1 FROM "TaskGrant" tg JOIN "Task" t ON t.id = tg."taskId"
        WHERE tg."grantId" = g.id AND tg.effect = 'remove'
          AND t.state IN ('open', 'invited', 'waiting_for_platform')) AS stays
      FROM up JOIN "Grant" g ON g."assetId" = up."assetId" AND g.state = 'active'
      JOIN "PlatformRole" r ON r.id = g."roleId" AND r.capabilities && ARRAY['manage_users', 'own']::"Capability"[]
      JOIN "Person" p ON p.id = g."personId" AND p."endedAt" IS NULL AND p."accessEndsAt" IS NULL
      WHERE g."assetId" = up.root OR r."reachesBelow"
    )
    SELECT a.id AS "assetId", a.name AS "assetName", pl.name AS "platformName", keeper.id AS "custodianId"
    FROM administers w JOIN "Asset" a ON a.id = w.root JOIN "Platform" pl ON pl.id = a."platformId"
    LEFT JOIN "Person" keeper ON keeper.id = a."custodianId" AND keeper."endedAt" IS NULL
      AND keeper."accessEndsAt" IS NULL
    WHERE a."endedAt" IS NULL AND a."contactCustodianId" IS NULL
      AND NOT EXISTS (SELECT 1 FROM "Task" t WHERE t."assetId" = a.id AND t.kind = 'name_successor'
        AND t.state IN ('open', 'invited', 'waiting_for_platform'))
    GROUP BY a.id, pl.name, keeper.id HAVING NOT bool_or(w.stays) ORDER BY a.name, a.id`;
}
