import { Prisma, type Reader } from "@/lib/db";
import type { Capability } from "@/lib/platforms/capabilities";
import { type Conflict, conflictsIn, type Duty, type DutyPair } from "@/lib/preconditions/rules/conflicts";

/** A role that somebody asks for on an account; `key` says what asks. */
export type AskedDuty = { key: string; personId: string; assetId: string; roleId: string };

/** Conflicts by the person who holds them, or would. */
export type ConflictsBy = ReadonlyMap<string, readonly Conflict[]>;

/** The pairs that are in force, in one order. Asks no permission. */
export function readPairs(reader: Reader): Promise<DutyPair[]> {
  return reader.$queryRaw<DutyPair[]>`
    SELECT id, "firstDuty"::text AS first, "secondDuty"::text AS second, reach::text, effect::text, "oneRole", reason
    FROM "DutyConflict" WHERE "endedAt" IS NULL ORDER BY "createdAt", id`;
}

/**
 * Which of these people (null: of all) hold conflicting duties, or would with what is asked for: by grants of their
 * own, by robots that they own, by shared logins that they know, on the account itself or on what a role reaches
 * below; also what was approved and not given yet, and what is being taken back. Where a platform knows one role for
 * each person, what is asked for takes the place of what is held. Two statements, however many. Asks no permission:
 * for commands, and for queries that have asked.
 */
export async function readConflicts(
  reader: Reader,
  personIds: readonly string[] | null,
  asked: readonly AskedDuty[] = [],
): Promise<ConflictsBy> {
  const pairs = personIds?.length === 0 ? [] : await readPairs(reader);
  if (pairs.length === 0) return new Map();
  const duties = Map.groupBy(
    await readDuties(
      reader,
      [...new Set(pairs.flatMap(({ first, second }) => [first, second]))],
      personIds,
      asked,
    ),
    (duty) => duty.personId,
  );
  return new Map(
    [...duties].flatMap(([personId, own]) => {
      const conflicts = conflictsIn(pairs, own);
      return conflicts.length > 0 ? [[personId, conflicts] as const] : [];
    }),
  );
}

type Row = Omit<Duty, "capability"> & { personId: string; capabilities: Capability[] };

async function readDuties(
  reader: Reader,
  wanted: readonly Capability[],
  personIds: readonly string[] | null,
  asked: readonly AskedDuty[],
): Promise<(Duty & { personId: string })[]> {
  const among = (column: Prisma.Sql) =>
    personIds ? Prisma.sql`${column} = ANY(${[...personIds]}::uuid[])` : Prisma.sql`${column} IS NOT NULL`;
  const rows = await reader.$queryRaw<Row[]>`
    WITH RECURSIVE asked AS (
      SELECT q.key, q."personId", q."assetId" AS "onId", coalesce(above.id, a.id) AS "assetId", q."roleId", t.combine
      FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
        AS q(key text, "personId" uuid, "assetId" uuid, "roleId" uuid)
      JOIN "PlatformRole" pr ON pr.id = q."roleId" JOIN "Asset" a ON a.id = q."assetId"
      JOIN "PlatformAssetType" t ON t."platformId" = a."platformId" AND t.type = a.type
      LEFT JOIN LATERAL (
        SELECT up.id FROM "AssetLink" l JOIN "Asset" up ON up.id = l."aboveId" AND up."endedAt" IS NULL
        WHERE l."belowId" = a.id AND l."endedAt" IS NULL AND up."platformId" = a."platformId"
          AND up.type = ANY(pr."heldOn") AND NOT a.type = ANY(pr."heldOn")
        ORDER BY up.id LIMIT 1) above ON true
    ),
    holding AS (
      SELECT g.id, g."personId", g."assetId", g."roleId", NULL AS via FROM "Grant" g
      WHERE g."closedAt" IS NULL AND ${among(Prisma.sql`g."personId"`)} AND NOT EXISTS (
        SELECT 1 FROM asked q WHERE q.combine = 'one' AND q."personId" = g."personId" AND q."onId" = g."assetId")
      UNION ALL
      SELECT g.id, r."ownerId", g."assetId", g."roleId", r.name FROM "Robot" r JOIN "Grant" g ON g."robotId" = r.id
      WHERE g."closedAt" IS NULL AND ${among(Prisma.sql`r."ownerId"`)}
      UNION ALL
      SELECT g.id, h."personId", g."assetId", g."roleId", i.address FROM "IdentityHolder" h
      JOIN "Identity" i ON i.id = h."identityId" JOIN "Grant" g ON g."identityId" = i.id
      WHERE g."closedAt" IS NULL AND g."personId" IS NULL AND g."robotId" IS NULL AND h."endedAt" IS NULL
        AND ${among(Prisma.sql`h."personId"`)}
    ),
    door AS (
      SELECT x."personId", x."grantId", x.asked, x."assetId", x.via, pr.name AS "roleName", pr."reachesBelow",
        pr.capabilities
      FROM (
        SELECT "personId", id AS "grantId", NULL AS asked, "assetId", "roleId", via FROM holding
        UNION ALL SELECT "personId", NULL, key, "assetId", "roleId", NULL FROM asked) x
      JOIN "PlatformRole" pr ON pr.id = x."roleId" AND pr.capabilities && ${[...wanted]}::"Capability"[]
    ),
    reach AS (
      SELECT door.*, door."assetId" AS "atId" FROM door
      UNION ALL
      SELECT r."personId", r."grantId", r.asked, r."assetId", r.via, r."roleName", r."reachesBelow", r.capabilities,
        l."belowId"
      FROM reach r JOIN "AssetLink" l ON l."aboveId" = r."atId" AND r."reachesBelow" AND l."endedAt" IS NULL
    ) CYCLE "atId" SET circle USING been
    SELECT DISTINCT r."personId", r."grantId", r.asked, r."roleName", r.capabilities::text[] AS capabilities,
      a.id AS "assetId", a.name AS "assetName", a."clientId", c.name AS "clientName",
      concat_ws(', ', r.via, CASE WHEN r."atId" <> r."assetId" THEN d.name END) AS through
    FROM reach r JOIN "Asset" a ON a.id = r."atId" JOIN "Asset" d ON d.id = r."assetId"
    LEFT JOIN "Client" c ON c.id = a."clientId"
    WHERE NOT r.circle`;
  return rows.flatMap(({ capabilities, through, ...row }) =>
    capabilities
      .filter((capability) => wanted.includes(capability))
      .map((capability) => ({ ...row, capability, through: through || null })),
  );
}
