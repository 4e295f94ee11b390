import type { Tx } from "@/lib/db";

type By = { now: Date; byId: string | null };

/**
 * What the done tasks of these were about is so in the register too: a link that was taken away ends, and data of a
 * client that was returned or deleted, once all that was to be done with it has its proof. Two statements.
 */
export async function settleMatters(tx: Tx, taskIds: readonly string[], { now, byId }: By): Promise<void> {
  await tx.$executeRaw`
    UPDATE "AssetLink" l SET "endedAt" = ${now}::timestamptz, "endedById" = ${byId}::uuid
    FROM "TaskMatter" m JOIN "Task" t ON t.id = m."taskId" AND t.state IN ('attested', 'verified')
    WHERE m."taskId" = ANY(${[...taskIds]}::uuid[]) AND l.id = m."linkId" AND l."endedAt" IS NULL`;
  await tx.$executeRaw`
    UPDATE "ClientData" d SET "endedAt" = ${now}::timestamptz, "endedById" = ${byId}::uuid,
      "endedHow" = (SELECT 'Proved by ' || string_agg('T-' || t.number, ', ' ORDER BY t.number)
        FROM "TaskMatter" o JOIN "Task" t ON t.id = o."taskId" AND t.state IN ('attested', 'verified')
        WHERE o."dataId" = d.id)
    FROM "TaskMatter" m
    WHERE m."taskId" = ANY(${[...taskIds]}::uuid[]) AND d.id = m."dataId" AND d."endedAt" IS NULL
      AND NOT EXISTS (SELECT 1 FROM "TaskMatter" o JOIN "Task" t ON t.id = o."taskId"
        WHERE o."dataId" = d.id AND t.state IN ('open', 'invited', 'waiting_for_platform'))`;
}

/** The task was not done after all: its link reaches again, unless it was made anew since, and its data is held. */
export async function unsettleMatter(tx: Tx, taskId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "AssetLink" l SET "endedAt" = NULL, "endedById" = NULL
    FROM "TaskMatter" m JOIN "Task" t ON t.id = m."taskId"
    WHERE m."taskId" = ${taskId}::uuid AND l.id = m."linkId" AND l."endedAt" = t."attestedAt"
      AND NOT EXISTS (SELECT 1 FROM "AssetLink" o WHERE o."aboveId" = l."aboveId" AND o."belowId" = l."belowId"
        AND o.kind = l.kind AND o."endedAt" IS NULL)`;
  await tx.$executeRaw`
    UPDATE "ClientData" d SET "endedAt" = NULL, "endedById" = NULL, "endedHow" = NULL
    FROM "TaskMatter" m WHERE m."taskId" = ${taskId}::uuid AND d.id = m."dataId"`;
}
