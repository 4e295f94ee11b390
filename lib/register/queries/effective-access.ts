import { Prisma, type Reader } from "@/lib/db";
import type { Capability } from "@/lib/platforms/capabilities";
import { type Risk, roleRisk } from "@/lib/platforms/role-risk";
import { heldAt } from "@/lib/register/queries/grant-rows";
import { LIVE_STATES } from "@/lib/register/rules/grant-life";
import type { GrantState } from "@/prisma/generated/enums";

/** One way in: who reaches which asset, with which role, through what. */
export type Access = {
  grantId: string;
  /** The person who gets in: the holder, the robot's owner, or one who knows the shared login. */
  personId: string;
  personName: string;
  via: "own" | "robot" | "shared_login";
  /** The robot's name or the shared login's address. */
  viaName: string | null;
  assetId: string;
  assetName: string;
  clientId: string | null;
  clientName: string | null;
  platformId: string;
  roleName: string;
  risk: Risk;
  state: GrantState;
  /** The grant is on this very asset. */
  direct: boolean;
  /** From the asset on which the grant is to this one. */
  path: { assetId: string; name: string }[];
};

export type AccessOf = { personId: string } | { clientId: string } | { assetId: string };

type Raw = Omit<Access, "risk"> & { capabilities: Capability[] };

/**
 * Who really gets in: by grants of their own, by robots that they own, by shared logins that they know, directly or
 * through whatever stands above an asset (manager account, portfolio, partner, group, parent) when the role reaches
 * below. One recursive statement; links in a circle end the path. A pending invitation counts: it is a live door.
 * Asks for no permission: the caller has.
 */
export async function effectiveAccess(
  reader: Reader,
  of: AccessOf,
  asOf: Date | null = null,
): Promise<Access[]> {
  const person = "personId" in of ? of.personId : null;
  const rows = await reader.$queryRaw<Raw[]>`
    WITH RECURSIVE held AS (${heldAt(asOf)}),
    door AS (
      SELECT g.id AS "grantId", held.state, g."assetId", pr.name AS "roleName", pr."reachesBelow", pr.capabilities,
        coalesce(g."personId", r."ownerId", h."personId") AS "personId",
        CASE WHEN g."personId" IS NOT NULL THEN 'own' WHEN g."robotId" IS NOT NULL THEN 'robot'
          ELSE 'shared_login' END AS via,
        CASE WHEN g."personId" IS NULL THEN coalesce(r.name, i.address) END AS "viaName"
      FROM held JOIN "Grant" g ON g.id = held.id
      JOIN "PlatformRole" pr ON pr.id = g."roleId"
      LEFT JOIN "Robot" r ON r.id = g."robotId"
      LEFT JOIN "Identity" i ON i.id = g."identityId"
      LEFT JOIN "IdentityHolder" h ON g."personId" IS NULL AND g."robotId" IS NULL
        AND h."identityId" = g."identityId" AND ${liveAt("h", asOf)}
      WHERE held.state::text = ANY(${[...LIVE_STATES]})
        AND (${person}::uuid IS NULL OR coalesce(g."personId", r."ownerId", h."personId") = ${person}::uuid)
    ),
    reach AS (
      SELECT door.*, ARRAY[door."assetId"] AS trail FROM door WHERE door."personId" IS NOT NULL
      UNION ALL
      SELECT reach."grantId", reach.state, l."belowId", reach."roleName", reach."reachesBelow", reach.capabilities,
        reach."personId", reach.via, reach."viaName", reach.trail || l."belowId"
      FROM reach JOIN "AssetLink" l ON l."aboveId" = reach."assetId" AND reach."reachesBelow" AND ${liveAt("l", asOf)}
    ) CYCLE "assetId" SET circle USING been
    SELECT DISTINCT ON (reach."personId", reach."assetId", reach."grantId") reach."grantId", reach.state::text,
      reach."personId", p.name AS "personName", reach.via, reach."viaName", a.id AS "assetId", a.name AS "assetName",
      a."clientId", c.name AS "clientName", a."platformId", reach."roleName",
      reach.capabilities::text[] AS capabilities, cardinality(reach.trail) = 1 AS direct,
      (SELECT jsonb_agg(jsonb_build_object('assetId', x.id, 'name', x.name) ORDER BY t.place)
        FROM unnest(reach.trail) WITH ORDINALITY AS t(id, place) JOIN "Asset" x ON x.id = t.id) AS path
    FROM reach JOIN "Asset" a ON a.id = reach."assetId"
    JOIN "Person" p ON p.id = reach."personId"
    LEFT JOIN "Client" c ON c.id = a."clientId"
    WHERE NOT reach.circle AND ${only(of)}
    ORDER BY reach."personId", reach."assetId", reach."grantId", cardinality(reach.trail)`;
  return rows.map(({ capabilities, ...row }) => ({ ...row, risk: roleRisk(capabilities) }));
}

function only(of: AccessOf): Prisma.Sql {
  if ("assetId" in of) return Prisma.sql`a.id = ${of.assetId}::uuid`;
  return "clientId" in of ? Prisma.sql`a."clientId" = ${of.clientId}::uuid` : Prisma.sql`true`;
}

/** A link or a holder that lives now, or lived at a moment. */
function liveAt(alias: "h" | "l", asOf: Date | null): Prisma.Sql {
  const of = alias === "h" ? Prisma.sql`h` : Prisma.sql`l`;
  if (asOf === null) return Prisma.sql`${of}."endedAt" IS NULL`;
  return Prisma.sql`${of}.since <= ${asOf}::timestamptz
    AND (${of}."endedAt" IS NULL OR ${of}."endedAt" > ${asOf}::timestamptz)`;
}
