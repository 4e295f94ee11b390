import { Prisma, type Reader } from "@/lib/db";
import { readStanding, standingKey } from "@/lib/preconditions/read-standing";
import { NOTHING_SPECIAL, type Standing } from "@/lib/preconditions/rules/unmet";
import { type ClientSide, readClientSide } from "@/lib/requests/read-client-side";
import type { EngagementFacts, HolderFacts } from "@/lib/requests/rules/checks";
import type { RoleRow } from "@/lib/requests/rules/choose-roles";
import { needsOf } from "@/lib/requests/rules/who-may";
import type { PolicyOutcome, RequestItemState } from "@/prisma/generated/enums";

type Row = {
  id: string;
  requestId: string;
  number: number;
  requesterId: string;
  requesterName: string;
  clientId: string;
  clientName: string;
  work: string[];
  reason: string;
  until: Date;
  /** Just in time: for so long from when it works; `until` is the latest then. */
  lastsMinutes: number | null;
  askedAt: Date;
  /** The grant that it asks to keep longer. */
  extendsId: string | null;
  state: RequestItemState;
  aboveSmallest: boolean;
  aboveReason: string | null;
  explanation: string;
  decidedById: string | null;
  decidedByName: string | null;
  /** In whose place it was decided. */
  inPlaceOfName: string | null;
  decidedAt: Date | null;
  decisionReason: string | null;
  decidedUntil: Date | null;
  decidedByPolicy: boolean;
  policyVersion: number | null;
  policyOutcome: PolicyOutcome | null;
  policyGrounds: unknown;
  decidedByClient: boolean;
  personId: string;
  holder: HolderFacts & { endsOn: Date | null; identityId: string | null };
  engagement: (EngagementFacts & { id: string }) | null;
  asset: {
    id: string;
    name: string;
    externalId: string;
    type: string;
    platformId: string;
    platformName: string;
    mark: string;
    combine: "one" | "set";
    ended: boolean;
  };
};

/** An item with all that its page shows and that its decision asks. */
export type ItemDetail = Row &
  ClientSide & {
    /** Who has to decide it, as the access policy said. */
    needs: PolicyOutcome;
    /** Walls that the holder would cross, exceptions that let them through, and how their devices stand. */
    standing: Standing;
    smallest: RoleRow[];
    asked: RoleRow[];
    decided: RoleRow[];
  };

/**
 * Items with their request, holder, asset, engagement, roles and what the client said: eight statements at most,
 * however many, in the order in which they were asked. Where a request names no engagement, the one that the client has now counts. Asks no
 * permission: for commands, and for queries that have asked.
 */
export async function readItems(reader: Reader, where: Prisma.Sql): Promise<ItemDetail[]> {
  const rows = await reader.$queryRaw<Raw[]>`
    SELECT i.id, i."requestId", r.number, i."requesterId", rp.name AS "requesterName", r."clientId",
      c.name AS "clientName", r.work, r.reason, r.until, r."lastsMinutes", r."createdAt" AS "askedAt", r."extendsId", i.state::text,
      i."aboveSmallest", i."aboveReason", i.explanation, i."decidedById", d.name AS "decidedByName",
      ip.name AS "inPlaceOfName", i."decidedAt",
      i."decisionReason", i."decidedUntil", i."decidedByPolicy", i."policyVersion", i."policyOutcome"::text,
      i."policyGrounds", i."decidedByClient", i."personId", p.name AS "personName", p."accessEndsAt",
      p."endedAt" AS "personEndedAt", p."endsOn" AS "personEndsOn", id.id AS "identityId", id.address, id.mfa::text,
      id."mfaCheckedAt", e.id AS "engagementId", e.name AS "engagementName", e."endsOn" AS "engagementEndsOn",
      e."endedAt" AS "engagementEndedAt", e."agreementRef", e."agreementSignedOn", e."dpaRef", e."dpaSignedOn",
      e."longestGrantDays", e."notificationHours", e."clientApprovesGrants", e."compliantDeviceRequired", a.id AS "assetId",
      a.name AS "assetName", a."externalId", a.type, a."platformId", pl.name AS "platformName", pl.mark,
      t.combine::text, a."endedAt" IS NOT NULL AS "assetEnded"
    FROM "RequestItem" i
    JOIN "AccessRequest" r ON r.id = i."requestId"
    JOIN "Client" c ON c.id = r."clientId"
    JOIN "Person" rp ON rp.id = i."requesterId"
    JOIN "Person" p ON p.id = i."personId"
    LEFT JOIN "Person" d ON d.id = i."decidedById"
    LEFT JOIN "Person" ip ON ip.id = i."inPlaceOfId"
    JOIN "Asset" a ON a.id = i."assetId"
    JOIN "Platform" pl ON pl.id = a."platformId"
    JOIN "PlatformAssetType" t ON t."platformId" = a."platformId" AND t.type = a.type
    LEFT JOIN "Engagement" e ON e.id = coalesce(r."engagementId", (
      SELECT e2.id FROM "Engagement" e2 WHERE e2."clientId" = r."clientId" AND e2."endedAt" IS NULL
      ORDER BY e2."endsOn" DESC NULLS FIRST, e2.id LIMIT 1))
    LEFT JOIN "Identity" id ON id.id = coalesce(i."identityId", ${identityOf(Prisma.sql`i."personId"`, Prisma.sql`a."platformId"`)})
    WHERE ${where}
    ORDER BY r.number, p.name, a.name, i.id`;
  const roles = await readRoles(
    reader,
    rows.map((row) => row.id),
  );
  const standing = await readStanding(reader, uniquePairs(rows.filter((row) => row.state === "waiting")));
  const side = await readClientSide(
    reader,
    rows.filter((row) => row.policyOutcome === "security_lead_and_client").map((row) => row.id),
  );
  const of = (itemId: string, as: string) =>
    roles
      .filter((role) => role.itemId === itemId && role.as === as)
      .map(({ itemId: _, as: __, ...role }) => role);
  return rows.map((row) => ({
    ...itemOf(row),
    ...side(row.id),
    needs: needsOf(row),
    standing: standing.get(standingKey(row.personId, row.clientId)) ?? NOTHING_SPECIAL,
    smallest: of(row.id, "smallest"),
    asked: of(row.id, "asked"),
    decided: of(row.id, "decided"),
  }));
}

/** Each person at each client once. */
function uniquePairs(rows: readonly { personId: string; clientId: string }[]) {
  const pairs = rows.map(({ personId, clientId }) => [
    standingKey(personId, clientId),
    { personId, clientId },
  ]);
  return [...new Map(pairs as [string, { personId: string; clientId: string }][]).values()];
}

/** The identity under which a person would get access on a platform: their own, the platform's before others, work first. */
export const identityOf = (personId: Prisma.Sql, platformId: Prisma.Sql): Prisma.Sql => Prisma.sql`(
  SELECT ident.id FROM "IdentityHolder" h JOIN "Identity" ident ON ident.id = h."identityId"
  WHERE h."personId" = ${personId} AND h."endedAt" IS NULL AND ident."endedAt" IS NULL AND NOT ident.shared
    AND (ident."platformId" = ${platformId} OR ident."platformId" IS NULL)
  ORDER BY ident."platformId" NULLS LAST, ident.kind, ident.id LIMIT 1)`;

function readRoles(reader: Reader, itemIds: readonly string[]) {
  return reader.$queryRaw<(RoleRow & { itemId: string; as: string })[]>`
    SELECT x."itemId", x."as"::text AS "as", pr.id, pr.key, pr.name, pr.rank, pr."heldOn",
      pr.capabilities::text[] AS capabilities, pr.requires, pr."group",
      (pr.verified OR pr."confirmedAt" IS NOT NULL OR pr."correctedAt" IS NOT NULL) AS verified
    FROM "RequestItemRole" x JOIN "PlatformRole" pr ON pr.id = x."roleId"
    WHERE x."itemId" = ANY(${[...itemIds]}::uuid[])
    ORDER BY pr.key`;
}

type Raw = Omit<Row, "holder" | "engagement" | "asset"> & {
  personName: string;
  accessEndsAt: Date | null;
  personEndedAt: Date | null;
  personEndsOn: Date | null;
  identityId: string | null;
  address: string | null;
  mfa: "unknown" | "on" | "off" | null;
  mfaCheckedAt: Date | null;
  engagementId: string | null;
  engagementName: string | null;
  engagementEndsOn: Date | null;
  engagementEndedAt: Date | null;
  agreementRef: string | null;
  agreementSignedOn: Date | null;
  dpaRef: string | null;
  dpaSignedOn: Date | null;
  longestGrantDays: number | null;
  notificationHours: number | null;
  clientApprovesGrants: boolean | null;
  compliantDeviceRequired: boolean | null;
  assetId: string;
  assetName: string;
  externalId: string;
  type: string;
  platformId: string;
  platformName: string;
  mark: string;
  combine: "one" | "set";
  assetEnded: boolean;
};

function itemOf(raw: Raw): Row {
  return {
    id: raw.id,
    requestId: raw.requestId,
    number: raw.number,
    requesterId: raw.requesterId,
    requesterName: raw.requesterName,
    clientId: raw.clientId,
    clientName: raw.clientName,
    work: raw.work,
    reason: raw.reason,
    until: raw.until,
    lastsMinutes: raw.lastsMinutes,
    askedAt: raw.askedAt,
    extendsId: raw.extendsId,
    state: raw.state,
    aboveSmallest: raw.aboveSmallest,
    aboveReason: raw.aboveReason,
    explanation: raw.explanation,
    decidedById: raw.decidedById,
    decidedByName: raw.decidedByName,
    inPlaceOfName: raw.inPlaceOfName,
    decidedAt: raw.decidedAt,
    decisionReason: raw.decisionReason,
    decidedUntil: raw.decidedUntil,
    decidedByPolicy: raw.decidedByPolicy,
    policyVersion: raw.policyVersion,
    policyOutcome: raw.policyOutcome,
    policyGrounds: raw.policyGrounds,
    decidedByClient: raw.decidedByClient,
    personId: raw.personId,
    holder: {
      name: raw.personName,
      accessEndsAt: raw.accessEndsAt,
      endedAt: raw.personEndedAt,
      endsOn: raw.personEndsOn,
      identityId: raw.identityId,
      identity: raw.address
        ? { address: raw.address, mfa: raw.mfa ?? "unknown", mfaCheckedAt: raw.mfaCheckedAt }
        : null,
    },
    engagement: raw.engagementId
      ? {
          id: raw.engagementId,
          name: raw.engagementName ?? "",
          endsOn: raw.engagementEndsOn,
          endedAt: raw.engagementEndedAt,
          agreementRef: raw.agreementRef,
          agreementSignedOn: raw.agreementSignedOn,
          dpaRef: raw.dpaRef,
          dpaSignedOn: raw.dpaSignedOn,
          longestGrantDays: raw.longestGrantDays,
          notificationHours: raw.notificationHours,
          clientApprovesGrants: raw.clientApprovesGrants ?? false,
          compliantDeviceRequired: raw.compliantDeviceRequired ?? false,
        }
      : null,
    asset: {
      id: raw.assetId,
      name: raw.assetName,
      externalId: raw.externalId,
      type: raw.type,
      platformId: raw.platformId,
      platformName: raw.platformName,
      mark: raw.mark,
      combine: raw.combine,
      ended: raw.assetEnded,
    },
  };
}
