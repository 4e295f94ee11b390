import type { Reader, Tx } from "@/lib/db";
import { conflict } from "@/lib/errors";
import type { LockedTask } from "@/lib/register/lock-tasks";
import type { TaskOutcome } from "@/prisma/generated/enums";

/** A removal that waits: nobody else administers the account, and the task to name somebody is open. */
export type Orphaning = { number: number; assetName: string; successorId: string; successorNumber: number };

/**
 * The first of these tasks that takes a last administrator away while the task to name another one is open
 * (docs/rules.md 11); null when none does. What an emergency gave or takes goes ahead, and so does a departure whose last
 * moment has come: then the key is out longer than it should be.
 */
export async function orphaningOf(reader: Reader, taskIds: readonly string[]): Promise<Orphaning | null> {
  const [waiting] = await reader.$queryRaw<Orphaning[]>`
    SELECT t.number, a.name AS "assetName", s.id AS "successorId", s.number AS "successorNumber"
    FROM "Task" t
    JOIN "Task" s ON s.kind = 'name_successor' AND s.state IN ('open', 'invited', 'waiting_for_platform')
      AND s."assetId" = t."assetId"
    JOIN "Asset" a ON a.id = s."assetId"
    WHERE t.id = ANY(${[...taskIds]}::uuid[]) AND t.kind = 'remove_link' AND NOT t."goesAhead"
    UNION ALL
    SELECT t.number, a.name AS "assetName", s.id AS "successorId", s.number AS "successorNumber"
    FROM "Task" t
    JOIN "TaskGrant" tg ON tg."taskId" = t.id AND tg.effect = 'remove'
    JOIN "Grant" g ON g.id = tg."grantId" AND g."personId" IS NOT NULL AND g.cause <> 'emergency'
      AND g.state NOT IN ('removed', 'not_granted')
    JOIN "PlatformRole" r ON r.id = g."roleId" AND r.capabilities && ARRAY['manage_users', 'own']::"Capability"[]
    JOIN "Task" s ON s.kind = 'name_successor' AND s.state IN ('open', 'invited', 'waiting_for_platform')
      AND (s."assetId" = g."assetId" OR (r."reachesBelow" AND EXISTS (
        SELECT 1 FROM "AssetLink" l WHERE l."aboveId" = g."assetId" AND l."belowId" = s."assetId"
          AND l."endedAt" IS NULL)))
    JOIN "Asset" a ON a.id = s."assetId"
    WHERE t.id = ANY(${[...taskIds]}::uuid[]) AND NOT t."goesAhead"
      AND NOT (t.cause = 'departure' AND t."dueAt" <= now())
    ORDER BY number, "successorNumber" LIMIT 1`;
  return waiting ?? null;
}

/** Raises conflict where one of these tasks takes a last administrator away before another one is there. */
export async function refuseOrphaning(tx: Tx, tasks: readonly LockedTask[]): Promise<void> {
  const removing = tasks.filter(
    ({ kind }) => kind === "revoke" || kind === "change" || kind === "remove_link",
  );
  if (removing.length === 0) return;
  const waiting = await orphaningOf(
    tx,
    removing.map((task) => task.id),
  );
  if (waiting)
    throw conflict(
      `T-${waiting.number}: nobody else administers ${waiting.assetName}. First do T-${waiting.successorNumber}: another administrator is there with proof, or the client takes it back.`,
    );
}

/**
 * Raises conflict where a successor is said to be there and the register knows none with a proof. Given back to the
 * client is "done differently", with its reason.
 */
export async function refuseWithoutSuccessor(tx: Tx, task: LockedTask, outcome: TaskOutcome): Promise<void> {
  if (task.kind !== "name_successor" || outcome !== "done") return;
  const [found] = await tx.$queryRaw<{ there: boolean }[]>`
    WITH RECURSIVE up AS (
      SELECT ${task.assetId}::uuid AS "assetId"
      UNION
      SELECT l."aboveId" FROM up JOIN "AssetLink" l ON l."belowId" = up."assetId" AND l."endedAt" IS NULL
    )
    SELECT EXISTS (
      SELECT 1 FROM up JOIN "Grant" g ON g."assetId" = up."assetId" AND g.state = 'active' AND g.proof IS NOT NULL
      JOIN "PlatformRole" r ON r.id = g."roleId" AND r.capabilities && ARRAY['manage_users', 'own']::"Capability"[]
      JOIN "Person" p ON p.id = g."personId" AND p."endedAt" IS NULL AND p."accessEndsAt" IS NULL
      WHERE (g."assetId" = ${task.assetId}::uuid OR r."reachesBelow")
        AND NOT EXISTS (SELECT 1 FROM "TaskGrant" tg JOIN "Task" t ON t.id = tg."taskId"
          WHERE tg."grantId" = g.id AND tg.effect = 'remove'
            AND t.state IN ('open', 'invited', 'waiting_for_platform'))
    ) OR EXISTS (SELECT 1 FROM "Asset" a WHERE a.id = ${task.assetId}::uuid AND a."contactCustodianId" IS NOT NULL)
      AS there`;
  if (!found?.there)
    throw conflict(
      "The register knows no other administrator of this account with a proof. Ask for their access first and prove it; if the client takes it back, choose that.",
    );
}
