import { Prisma, type Reader } from "@/lib/db";
import { showAccountId } from "@/lib/platforms/asset-type-rules";
import type { Capability } from "@/lib/platforms/capabilities";
import { type Risk, roleRisk } from "@/lib/platforms/role-risk";
import {
  endsSoon,
  isExpiredNotRemoved,
  isWanted,
  type ProofAge,
  proofAge,
} from "@/lib/register/rules/grant-life";
import type { GrantState, ProofKind } from "@/prisma/generated/enums";

/** A grant as lists and pages show it. */
export type GrantRow = {
  id: string;
  holder: { kind: "person" | "robot" | "shared"; id: string; name: string; identity: string | null };
  asset: { id: string; name: string; accountId: string; clientId: string | null; clientName: string | null };
  platform: { id: string; name: string; mark: string };
  /** Its place on the ladder of its kind of asset: `step` of `of`. */
  role: { id: string; name: string; step: number; of: number };
  risk: Risk;
  state: GrantState;
  proof: ProofKind | null;
  provedAt: Date | null;
  proofAge: ProofAge;
  purpose: string;
  startsAt: Date;
  endsAt: Date | null;
  /** Just in time: for so long from when it works, in minutes. */
  lastsMinutes: number | null;
  /** Somebody answered that it may lapse. */
  lapses: boolean;
  /** The register wants its holder to have it. */
  wanted: boolean;
  /** Wanted, and ending within thirty days. */
  endsSoon: boolean;
  /** Its end has passed and the platform has not been cleaned. */
  expiredNotRemoved: boolean;
  /** An import brought it without an end. */
  endMissing: boolean;
  /** The conflicting duties that it is a part of today; a list that does not ask has none. */
  conflicts: string[];
};

type Raw = {
  id: string;
  personId: string | null;
  robotId: string | null;
  identityId: string | null;
  holderName: string;
  identity: string | null;
  assetId: string;
  assetName: string;
  type: string;
  externalId: string;
  clientId: string | null;
  clientName: string | null;
  platformId: string;
  platformName: string;
  mark: string;
  roleId: string;
  roleName: string;
  capabilities: Capability[];
  step: number;
  of: number;
  state: GrantState;
  proof: ProofKind | null;
  provedAt: Date | null;
  purpose: string;
  startsAt: Date;
  endsAt: Date | null;
  lastsMinutes: number | null;
  lapses: boolean;
};

/**
 * Every grant with its state and last proof, now (asOf null) or as it was at a moment, from its transitions. Used
 * as `WITH held AS (…)`; the names that lists filter by are g, held, pr, a, pl, c, p, r and i.
 */
export function heldAt(asOf: Date | null): Prisma.Sql {
  if (asOf === null) return Prisma.sql`SELECT id, state, proof, "provedAt" FROM "Grant"`;
  return Prisma.sql`
    SELECT DISTINCT ON (t."grantId") t."grantId" AS id, t.state,
      (SELECT q.proof FROM "GrantTransition" q WHERE q."grantId" = t."grantId" AND q.at <= ${asOf}::timestamptz
        AND q.proof IS NOT NULL ORDER BY q.at DESC, q.id DESC LIMIT 1) AS proof,
      (SELECT max(q.at) FROM "GrantTransition" q WHERE q."grantId" = t."grantId"
        AND q.at <= ${asOf}::timestamptz AND q.proof IS NOT NULL) AS "provedAt"
    FROM "GrantTransition" t WHERE t.at <= ${asOf}::timestamptz
    ORDER BY t."grantId", t.at DESC, t.id DESC`;
}

/** The tables that a grant's names come from. */
export const grantTables: Prisma.Sql = Prisma.sql`
  held JOIN "Grant" g ON g.id = held.id
  JOIN "PlatformRole" pr ON pr.id = g."roleId"
  JOIN "Asset" a ON a.id = g."assetId"
  JOIN "Platform" pl ON pl.id = a."platformId"
  LEFT JOIN "Client" c ON c.id = a."clientId"
  LEFT JOIN "Person" p ON p.id = g."personId"
  LEFT JOIN "Robot" r ON r.id = g."robotId"
  LEFT JOIN "Identity" i ON i.id = g."identityId"`;

/** Grants that satisfy a condition, in one statement. `tail` orders and cuts them. */
export async function readGrants(
  reader: Reader,
  where: Prisma.Sql,
  { asOf, now, tail }: { asOf: Date | null; now: Date; tail: Prisma.Sql },
): Promise<GrantRow[]> {
  const rows = await reader.$queryRaw<Raw[]>`
    WITH held AS (${heldAt(asOf)})
    SELECT g.id, g."personId", g."robotId", g."identityId", coalesce(p.name, r.name, i.address) AS "holderName",
      i.address AS identity, a.id AS "assetId", a.name AS "assetName", a.type, a."externalId", a."clientId",
      c.name AS "clientName", pl.id AS "platformId", pl.name AS "platformName", pl.mark, pr.id AS "roleId",
      pr.name AS "roleName", pr.capabilities::text[] AS capabilities, ladder.step, ladder.of,
      held.state::text, held.proof::text, held."provedAt", g.purpose, g."startsAt", g."endsAt",
      g."lastsMinutes", g."lapsesSince" IS NOT NULL AS lapses
    FROM ${grantTables}
    CROSS JOIN LATERAL (
      SELECT count(DISTINCT x.rank)::int AS of, (count(DISTINCT x.rank) FILTER (WHERE x.rank <= pr.rank))::int AS step
      FROM "PlatformRole" x
      WHERE x."platformId" = pr."platformId" AND a.type = ANY(x."heldOn") AND x."retiredAt" IS NULL) ladder
    WHERE ${where} ${tail}`;
  return rows.map((row) => toGrantRow(row, asOf ?? now));
}

function toGrantRow(row: Raw, at: Date): GrantRow {
  const { id, state, proof, provedAt, purpose, startsAt, endsAt, lastsMinutes, lapses } = row;
  return {
    id,
    holder: {
      kind: row.personId ? "person" : row.robotId ? "robot" : "shared",
      id: row.personId ?? row.robotId ?? row.identityId ?? "",
      name: row.holderName,
      identity: row.identity === row.holderName ? null : row.identity,
    },
    asset: {
      id: row.assetId,
      name: row.assetName,
      accountId: showAccountId(row),
      clientId: row.clientId,
      clientName: row.clientName,
    },
    platform: { id: row.platformId, name: row.platformName, mark: row.mark },
    role: { id: row.roleId, name: row.roleName, step: row.step, of: row.of },
    risk: roleRisk(row.capabilities),
    state,
    proof,
    provedAt,
    proofAge: proofAge({ proof, provedAt }, at),
    purpose,
    startsAt,
    endsAt,
    lastsMinutes,
    lapses,
    wanted: isWanted(state),
    endsSoon: endsSoon({ state, endsAt }, at),
    expiredNotRemoved: isExpiredNotRemoved({ state, endsAt }, at),
    endMissing: endsAt === null && isWanted(state),
    conflicts: [],
  };
}
