import type { AuditEntry } from "@/lib/audit/event";
import type { Tx } from "@/lib/db";
import { makeEndSteps } from "@/lib/register/make-end-steps";
import { makeFollowUps } from "@/lib/register/make-follow-ups";
import { newIds, takeId } from "@/lib/register/new-ids";
import { routeRemovals } from "@/lib/register/route-removals";
import type { DueByRisk } from "@/lib/register/rules/due";
import type { PlannedTask } from "@/lib/register/rules/plan-work";
import type { TaskCause, TaskKind } from "@/prisma/generated/enums";

/** A task that is about to have its row; without grants for work that is no grant. */
export type NewTask = Omit<PlannedTask, "kind" | "assetId"> & {
  kind: TaskKind;
  assetId: string | null;
  /** Of a look at all accounts of the client on one platform. */
  platformId?: string;
  /** Its own due time, when the cause gives one to each. */
  dueAt?: Date;
  /** Where one call has several causes; absent: the one of the making. */
  causeId?: string | null;
};

/** Where tasks come from, and by when they are due. */
export type TaskMaking = {
  now: Date;
  byId: string | null;
  cause: TaskCause;
  causeId: string | null;
  /** For the tasks without a due time of their own. */
  due: DueByRisk;
};

/** A task that was made, as the cause shows it. */
export type MadeTask = { id: string; number: number; kind: TaskKind; title: string; grantIds: string[] };

/** Inserts tasks with the grants that they move, and what a removal may leave behind or an end that the platform can be given: a constant number of statements, however many. A removal goes to somebody who can do it. Gives them with their audit. */
export async function insertTasks(
  tx: Tx,
  tasks: readonly NewTask[],
  making: TaskMaking,
): Promise<{ made: MadeTask[]; audit: AuditEntry[] }> {
  if (tasks.length === 0) return { made: [], audit: [] };
  const { now, byId, cause, causeId, due } = making;
  const ids = await newIds(tx, tasks.length);
  const rows = (await routeRemovals(tx, tasks)).map((task) => ({
    ...task,
    id: takeId(ids),
    dueAt: task.dueAt ?? due[task.risk],
  }));
  const links = rows.flatMap((row) => row.grants.map((grant) => ({ taskId: row.id, ...grant })));
  const numbers = await tx.$queryRaw<{ id: string; number: number }[]>`
    WITH n AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n(id uuid, kind "TaskKind", title text,
        "personId" uuid, "assetId" uuid, "identityId" uuid, "robotId" uuid, "clientId" uuid, "platformId" text,
        "assigneeId" uuid, risk "TaskRisk", "dueAt" timestamptz, "causeId" uuid)
    ), made AS (
      INSERT INTO "Task" (id, kind, title, "personId", "assetId", "identityId", "robotId", "clientId", "platformId",
        "assigneeId", risk, "dueAt", cause, "causeId", "createdAt", "createdById", "updatedAt", "updatedById")
      SELECT n.id, n.kind, n.title, n."personId", n."assetId", n."identityId", n."robotId", n."clientId",
        n."platformId", n."assigneeId", n.risk, n."dueAt", ${cause}::"TaskCause", coalesce(n."causeId", ${causeId}::uuid),
        ${now}::timestamptz, ${byId}::uuid, ${now}::timestamptz, ${byId}::uuid
      FROM n
      RETURNING id, number
    ), linked AS (
      INSERT INTO "TaskGrant" ("taskId", "grantId", effect)
      SELECT l."taskId", l."grantId", l.effect
      FROM jsonb_to_recordset(${JSON.stringify(links)}::jsonb)
        AS l("taskId" uuid, "grantId" uuid, effect "GrantEffect")
    )
    SELECT id, number FROM made`;
  await makeFollowUps(
    tx,
    rows.filter((row) => row.kind === "revoke").map((row) => row.id),
  );
  await makeEndSteps(
    tx,
    rows.filter((row) => row.kind === "grant" || row.kind === "change").map((row) => row.id),
  );
  const numberOf = new Map(numbers.map((row) => [row.id, row.number]));
  return {
    made: rows.map(({ id, kind, title, grants }) => ({
      id,
      number: numberOf.get(id) ?? 0,
      kind,
      title,
      grantIds: grants.map((grant) => grant.grantId),
    })),
    audit: rows.map((row) => ({
      objectType: "task",
      objectId: row.id,
      objectName: `${numberOf.get(row.id) ?? 0}: ${row.title}`,
      clientId: row.clientId,
      after: { kind: row.kind, state: "open", dueAt: row.dueAt.toISOString(), cause },
    })),
  };
}
