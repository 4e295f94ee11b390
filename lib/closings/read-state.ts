import type { ClosingRow } from "@/lib/closings/closing-row";
import { closingBlockers } from "@/lib/closings/rules/blockers";
import { dataOf, grantsOf, linksOf } from "@/lib/closings/scope";
import { Prisma, type Reader } from "@/lib/db";
import { type ChecklistRow, readEntries } from "@/lib/lifecycle/read-checklist";
import { type Progress, progressOf, type Standing, standingOf } from "@/lib/lifecycle/rules/progress";

/** What is still held, in counts: each keeps a closing from being finished. */
export type ClosingLeft = {
  /** Grants that are not closed. */
  keys: number;
  /** Of those, grants that no task takes away: given since it was started. */
  untaken: number;
  links: number;
  data: number;
  requests: number;
  /** Other open work at the client, when the whole client ends. */
  tasks: number;
  /** Ends of engagements of this client that are under way beside it. */
  closings: number;
};

/** How far a closing is, and what keeps it from being finished. */
export type ClosingState = {
  checklist: ChecklistRow[];
  progress: Progress;
  standing: Standing;
  left: ClosingLeft;
  blockers: string[];
};

/** Reads the checklist and everything that is still held: the page and the certificate stand on the same. */
export async function readClosingState(
  reader: Reader,
  closing: ClosingRow,
  now: Date,
): Promise<ClosingState> {
  const checklist = await readClosingChecklist(reader, closing);
  const left = await readLeft(reader, closing);
  const progress = progressOf(checklist, now);
  return {
    checklist,
    progress,
    standing: standingOf(
      progress,
      left.keys + left.links + left.data + left.requests + left.tasks + left.closings,
    ),
    left,
    blockers: closingBlockers(progress, left),
  };
}

/**
 * Its own tasks; and those of another cause that take away what it takes: of somebody who leaves at the same time, say.
 */
function readClosingChecklist(reader: Reader, closing: ClosingRow): Promise<ChecklistRow[]> {
  return readEntries(reader, {
    which: Prisma.sql`(t.cause = 'closing' AND t."causeId" = ${closing.id}::uuid)
      OR (t.kind IN ('revoke', 'change') AND t.state <> 'cancelled'
        AND (t."attestedAt" IS NULL OR t."attestedAt" >= ${closing.startedAt})
        AND (${closing.certifiedAt}::timestamptz IS NULL OR t."createdAt" <= ${closing.certifiedAt}::timestamptz)
        AND EXISTS (SELECT 1 FROM "TaskGrant" tg JOIN "Grant" g ON g.id = tg."grantId"
          WHERE tg."taskId" = t.id AND tg.effect = 'remove' AND ${grantsOf(closing)}))`,
    since: Prisma.sql`${closing.startedAt}::timestamptz`,
  });
}

async function readLeft(reader: Reader, closing: ClosingRow): Promise<ClosingLeft> {
  const { clientId, engagementId, everything } = closing;
  const [row] = await reader.$queryRaw<ClosingLeft[]>`
    SELECT
      (SELECT count(*)::int FROM "Grant" g WHERE g."closedAt" IS NULL AND ${grantsOf(closing)}) AS keys,
      (SELECT count(*)::int FROM "Grant" g WHERE g.state IN ('to_grant', 'invited', 'active')
        AND ${grantsOf(closing)}) AS untaken,
      (SELECT count(*)::int FROM "AssetLink" l JOIN "Asset" above ON above.id = l."aboveId"
        JOIN "Asset" below ON below.id = l."belowId" WHERE ${linksOf(closing)}) AS links,
      (SELECT count(*)::int FROM "ClientData" d WHERE ${dataOf(closing)}) AS data,
      (SELECT count(*)::int FROM "AccessRequest" q WHERE q."closedAt" IS NULL AND q."clientId" = ${clientId}::uuid
        AND (${everything} OR q."engagementId" = ${engagementId}::uuid)) AS requests,
      (SELECT count(*)::int FROM "Task" t WHERE ${engagementId}::uuid IS NULL
        AND t.state IN ('open', 'invited', 'waiting_for_platform')
        AND NOT (t.cause = 'closing' AND t."causeId" = ${closing.id}::uuid)
        AND (t."clientId" = ${clientId}::uuid
          OR t."assetId" IN (SELECT id FROM "Asset" WHERE "clientId" = ${clientId}::uuid))) AS tasks,
      (SELECT count(*)::int FROM "Closing" o WHERE ${engagementId}::uuid IS NULL AND o."clientId" = ${clientId}::uuid
        AND o."engagementId" IS NOT NULL AND o."cancelledAt" IS NULL AND o."certifiedAt" IS NULL) AS closings`;
  return row ?? { keys: 0, untaken: 0, links: 0, data: 0, requests: 0, tasks: 0, closings: 0 };
}
