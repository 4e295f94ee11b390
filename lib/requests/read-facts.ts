import { Prisma, type Reader } from "@/lib/db";
import { readDeviceStates } from "@/lib/people/read-device-states";
import type { Capability } from "@/lib/platforms/capabilities";
import { isPersonalData, roleRisk } from "@/lib/platforms/role-risk";
import type { PolicyFacts } from "@/lib/policy/facts";
import { type AskedDuty, readConflicts } from "@/lib/preconditions/read-conflicts";
import { partsOf } from "@/lib/preconditions/rules/conflicts";
import { identityOf } from "@/lib/requests/read-items";

const DAY = 86_400_000;

type Row = Pick<PolicyFacts, "clientId" | "clientName" | "personKind" | "mfa" | "commitments"> & {
  id: string;
  personId: string;
  aboveSmallest: boolean;
  capabilities: Capability[];
  until: Date;
  lastsMinutes: number | null;
  askedAt: Date;
};

/**
 * What the access policy can know of these items (as `i`), as things stand now, by item: five statements, however many.
 * Where a request names no engagement, the one that the client has now counts. Asks no permission: for commands, and
 * for queries that have asked.
 */
export async function readFacts(reader: Reader, where: Prisma.Sql): Promise<Map<string, PolicyFacts>> {
  const rows = await reader.$queryRaw<Row[]>`
    WITH items AS (SELECT i.* FROM "RequestItem" i WHERE ${where}),
    can AS (
      SELECT x."itemId", array_agg(DISTINCT c.capability)::text[] AS capabilities
      FROM items i JOIN "RequestItemRole" x ON x."itemId" = i.id AND x."as" = 'asked'
      JOIN "PlatformRole" pr ON pr.id = x."roleId", unnest(pr.capabilities) AS c(capability)
      GROUP BY x."itemId"
    ),
    under AS (
      SELECT r.id, r."clientId", r.until, r."lastsMinutes", r."createdAt", c.name AS "clientName",
        array_remove(ARRAY[
          CASE WHEN e."clientApprovesGrants" THEN 'client_approves' END,
          CASE WHEN e."clientMfaRequired" THEN 'client_mfa' END,
          CASE WHEN e."compliantDeviceRequired" THEN 'compliant_device' END], NULL) AS commitments
      FROM "AccessRequest" r JOIN "Client" c ON c.id = r."clientId"
      LEFT JOIN "Engagement" e ON e.id = coalesce(r."engagementId", (
        SELECT e2.id FROM "Engagement" e2 WHERE e2."clientId" = r."clientId" AND e2."endedAt" IS NULL
        ORDER BY e2."endsOn" DESC NULLS FIRST, e2.id LIMIT 1))
      WHERE r.id IN (SELECT i."requestId" FROM items i)
    ),
    known AS (
      SELECT w."personId", w."platformId", ${identityOf(Prisma.sql`w."personId"`, Prisma.sql`w."platformId"`)} AS "identityId"
      FROM (SELECT DISTINCT i."personId", a."platformId" FROM items i JOIN "Asset" a ON a.id = i."assetId"
        WHERE i."identityId" IS NULL) w
    )
    SELECT i.id, i."personId", i."aboveSmallest", p.kind::text AS "personKind", coalesce(d.mfa::text, 'unknown') AS mfa, u."clientId",
      u."clientName", u.commitments, coalesce(can.capabilities, '{}') AS capabilities, u.until, u."lastsMinutes",
      u."createdAt" AS "askedAt"
    FROM items i JOIN under u ON u.id = i."requestId" JOIN "Person" p ON p.id = i."personId"
    JOIN "Asset" a ON a.id = i."assetId" LEFT JOIN can ON can."itemId" = i.id
    LEFT JOIN known k ON k."personId" = i."personId" AND k."platformId" = a."platformId"
    LEFT JOIN "Identity" d ON d.id = coalesce(i."identityId", k."identityId")`;
  const asked = await reader.$queryRaw<AskedDuty[]>`
    SELECT i.id AS key, i."personId", i."assetId", x."roleId"
    FROM "RequestItem" i JOIN "RequestItemRole" x ON x."itemId" = i.id AND x."as" = 'asked' WHERE ${where}`;
  const conflicts = await readConflicts(reader, [...new Set(asked.map(({ personId }) => personId))], asked);
  const conflicting = new Set(
    [...conflicts.values()]
      .flat()
      .flatMap(partsOf)
      .map((duty) => duty.asked),
  );
  const devices = await readDeviceStates(
    reader,
    rows.map(({ personId }) => personId),
  );
  return new Map(
    rows.map((row) => [
      row.id,
      factsOf(row, {
        duties: conflicting.has(row.id) ? "conflicting" : "apart",
        device: devices.get(row.personId) ?? "unknown",
      }),
    ]),
  );
}

function factsOf(row: Row, { duties, device }: Pick<PolicyFacts, "duties" | "device">): PolicyFacts {
  const { aboveSmallest, capabilities, until, lastsMinutes, askedAt } = row;
  const { clientId, clientName, commitments, personKind, mfa } = row;
  return {
    risk: roleRisk(capabilities),
    data: [
      ...(isPersonalData(capabilities) ? (["personal_data"] as const) : []),
      ...(capabilities.includes("spend") ? (["spend"] as const) : []),
    ],
    size: aboveSmallest ? "above" : "smallest",
    clientId,
    clientName,
    commitments,
    personKind,
    mfa,
    device,
    days: Math.max(1, Math.ceil((until.getTime() - askedAt.getTime()) / DAY)),
    justInTime: lastsMinutes !== null,
    duties,
  };
}
