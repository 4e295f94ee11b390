import { Prisma, type Reader } from "@/lib/db";
import { showAccountId } from "@/lib/platforms/asset-type-rules";
import type { Risk } from "@/lib/platforms/role-risk";
import { shortPlatformName } from "@/lib/platforms/short-name";
import { needsSecondPerson } from "@/lib/register/rules/four-eyes";
import type {
  EvidenceKind,
  EvidenceStep,
  GrantState,
  TaskKind,
  TaskOutcome,
  TaskState,
} from "@/prisma/generated/enums";

/** A role that an entry takes away, and where it stands on the platform's ladder. */
export type EntryRole = { grantId: string; name: string; rank: number; ranks: number; state: GrantState };

/** What proves an entry; of a file the hash, never the content. */
export type EntryEvidence = {
  id: string;
  kind: EvidenceKind;
  step: EvidenceStep;
  note: string | null;
  fileName: string | null;
  sha256: string | null;
  /** Of a look: under which addresses somebody looked. */
  lookedUnder: string[];
  at: Date;
  by: string | null;
};

/** A key that a look has found: what, under which address, and the entry that takes it away. */
export type EntryFind = {
  assetName: string;
  /** Whose account it is; null: the studio's own. */
  clientId: string | null;
  roleName: string;
  under: string | null;
  taskNumber: number | null;
};

/** One entry of a departure's checklist: one task with what it is about, who did it and what proves it. */
export type ChecklistRow = {
  taskId: string;
  number: number;
  kind: TaskKind;
  state: TaskState;
  title: string;
  risk: Risk;
  dueAt: Date;
  waitsUntil: Date | null;
  /** Added after the departure was started. */
  addedLater: boolean;
  outcome: TaskOutcome | null;
  assignee: string | null;
  client: { id: string; name: string } | null;
  /** `short`: its name for the middle of a sentence. */
  platform: { id: string; name: string; short: string; mark: string } | null;
  asset: { id: string; name: string; accountId: string } | null;
  /** Whose key it is, when somebody's own. */
  person: string | null;
  /** The identity or the shared login, the robot. */
  identity: string | null;
  robot: string | null;
  /** How many clients it reaches: through a manager account more than one. */
  reaches: number;
  roles: EntryRole[];
  attestedAt: Date | null;
  attestedBy: string | null;
  verifiedAt: Date | null;
  verifiedBy: string | null;
  /** A second person or an observation has to confirm it before the departure is finished. */
  needsSecond: boolean;
  evidence: EntryEvidence[];
  /** Of a look: what it has found; empty when they were not there. */
  found: EntryFind[];
};

type Raw = Omit<ChecklistRow, "asset" | "client" | "platform" | "evidence" | "needsSecond"> & {
  clientId: string | null;
  clientName: string | null;
  platformId: string | null;
  platformName: string | null;
  platformMark: string | null;
  assetId: string | null;
  assetName: string | null;
  assetType: string | null;
  externalId: string | null;
  evidence: (Omit<EntryEvidence, "at"> & { at: string })[];
};

/** The checklist of a departure. */
export const readChecklist = (reader: Reader, departureId: string): Promise<ChecklistRow[]> =>
  readEntries(reader, {
    which: Prisma.sql`t.cause = 'departure' AND t."causeId" = ${departureId}::uuid`,
    since: Prisma.sql`(SELECT d."startedAt" FROM "Departure" d WHERE d.id = ${departureId}::uuid)`,
  });

/**
 * The tasks (`t`) of one cause as entries of its checklist: one statement, however many. `since` is when it was
 * started. Worst first is the caller's to sort.
 */
export async function readEntries(
  reader: Reader,
  { which, since }: { which: Prisma.Sql; since: Prisma.Sql },
): Promise<ChecklistRow[]> {
  const rows = await reader.$queryRaw<Raw[]>`
    WITH RECURSIVE list AS (
      SELECT t.*, ${since} AS "startedAt" FROM "Task" t WHERE ${which}
    ), role AS (
      SELECT tg."taskId", g.id AS "grantId", g.state, g."identityId", r.name, r.rank, r."reachesBelow",
        (SELECT max(o.rank) FROM "PlatformRole" o WHERE o."platformId" = r."platformId" AND o."heldOn" && r."heldOn"
          AND o."retiredAt" IS NULL) AS ranks
      FROM list JOIN "TaskGrant" tg ON tg."taskId" = list.id AND tg.effect = 'remove'
      JOIN "Grant" g ON g.id = tg."grantId" JOIN "PlatformRole" r ON r.id = g."roleId"
    ), above AS (
      SELECT DISTINCT list."assetId" AS root FROM list
      JOIN role ON role."taskId" = list.id AND role."reachesBelow" WHERE list."assetId" IS NOT NULL
    ), below AS (
      SELECT root, root AS "assetId" FROM above
      UNION
      SELECT below.root, l."belowId" FROM below
      JOIN "AssetLink" l ON l."aboveId" = below."assetId" AND l."endedAt" IS NULL
    ), reached AS (
      SELECT below.root, count(DISTINCT a."clientId")::int AS clients
      FROM below JOIN "Asset" a ON a.id = below."assetId" GROUP BY below.root
    ), held AS (
      SELECT coalesce(g."robotId", g."identityId") AS "holderId", count(DISTINCT a."clientId")::int AS clients
      FROM "Grant" g JOIN "Asset" a ON a.id = g."assetId"
      WHERE g."personId" IS NULL AND g."closedAt" IS NULL
        AND coalesce(g."robotId", g."identityId") IN (SELECT coalesce("robotId", "identityId") FROM list)
      GROUP BY 1
    )
    SELECT list.id AS "taskId", list.number, list.kind::text, list.state::text, list.title, list.risk::text,
      list."dueAt", list."waitsUntil", list."createdAt" > list."startedAt" AS "addedLater", list.outcome::text,
      assignee.name AS assignee, c.id AS "clientId", c.name AS "clientName",
      pl.id AS "platformId", pl.name AS "platformName", pl.mark AS "platformMark",
      a.id AS "assetId", a.name AS "assetName", a.type AS "assetType", a."externalId",
      subject.name AS person, i.address AS identity, rb.name AS robot,
      coalesce(reached.clients, held.clients, CASE WHEN c.id IS NULL THEN 0 ELSE 1 END) AS reaches,
      coalesce((SELECT jsonb_agg(jsonb_build_object('grantId', role."grantId", 'name', role.name, 'rank', role.rank,
          'ranks', role.ranks, 'state', role.state) ORDER BY role.rank DESC, role.name)
        FROM role WHERE role."taskId" = list.id), '[]') AS roles,
      list."attestedAt", attester.name AS "attestedBy", list."verifiedAt", verifier.name AS "verifiedBy",
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', e.id, 'kind', e.kind, 'step', e.step, 'note', e.note,
          'fileName', e."fileName", 'sha256', e.sha256, 'lookedUnder', e."lookedUnder", 'at', e."createdAt",
          'by', p.name) ORDER BY e."createdAt", e.id)
        FROM "Evidence" e LEFT JOIN "Person" p ON p.id = e."createdById" WHERE e."taskId" = list.id), '[]') AS evidence,
      coalesce((SELECT jsonb_agg(jsonb_build_object('assetName', fa.name, 'clientId', fa."clientId", 'roleName', fr.name, 'under', fi.address,
          'taskNumber', (SELECT max(rt.number) FROM "TaskGrant" rg JOIN "Task" rt ON rt.id = rg."taskId"
            WHERE rg."grantId" = g.id AND rg.effect = 'remove' AND rt.state <> 'cancelled'))
          ORDER BY g."createdAt", g.id)
        FROM "Grant" g JOIN "Asset" fa ON fa.id = g."assetId" JOIN "PlatformRole" fr ON fr.id = g."roleId"
        LEFT JOIN "Identity" fi ON fi.id = g."identityId"
        WHERE list.kind = 'look' AND g.cause = 'recorded' AND g."causeId" = list.id), '[]') AS found
    FROM list
    LEFT JOIN "Asset" a ON a.id = list."assetId"
    LEFT JOIN "Platform" pl ON pl.id = coalesce(list."platformId", a."platformId")
    LEFT JOIN "Client" c ON c.id = list."clientId"
    LEFT JOIN "Robot" rb ON rb.id = list."robotId"
    LEFT JOIN "Identity" i ON i.id = coalesce(list."identityId",
      (SELECT role."identityId" FROM role WHERE role."taskId" = list.id LIMIT 1))
    LEFT JOIN "Person" subject ON subject.id = list."personId"
    LEFT JOIN "Person" assignee ON assignee.id = list."assigneeId"
    LEFT JOIN "Person" attester ON attester.id = list."attestedById"
    LEFT JOIN "Person" verifier ON verifier.id = list."verifiedById"
    LEFT JOIN reached ON reached.root = list."assetId"
    LEFT JOIN held ON held."holderId" = coalesce(list."robotId", list."identityId") AND list."assetId" IS NULL
    ORDER BY list.number`;
  return rows.map(toRow);
}

function toRow(raw: Raw): ChecklistRow {
  const {
    clientId,
    clientName,
    platformId,
    platformName,
    platformMark,
    assetId,
    assetName,
    assetType,
    externalId,
    evidence,
    ...row
  } = raw;
  return {
    ...row,
    needsSecond: needsSecondPerson(row),
    client: clientId && clientName ? { id: clientId, name: clientName } : null,
    platform:
      platformId && platformName
        ? {
            id: platformId,
            name: platformName,
            short: shortPlatformName(platformName),
            mark: platformMark ?? "",
          }
        : null,
    asset:
      assetId && assetName && platformId && assetType && externalId
        ? {
            id: assetId,
            name: assetName,
            accountId: showAccountId({ platformId, type: assetType, externalId }),
          }
        : null,
    evidence: evidence.map((each) => ({ ...each, at: new Date(each.at) })),
  };
}
