import type { AuditEntry } from "@/lib/audit/event";
import type { Tx } from "@/lib/db";
import { closeTasks } from "@/lib/register/close-tasks";
import { insertTasks } from "@/lib/register/insert-tasks";
import { lockTasks } from "@/lib/register/lock-tasks";
import { canHaveEnd, endStep, makeEndSteps, PLATFORM_END } from "@/lib/register/make-end-steps";
import { dueAll } from "@/lib/register/rules/due";

type By = { now: Date; byId: string | null };

/**
 * After the ends of grants have moved: tasks that still give them ask for the new day, and for those that work
 * already there is a task to set it on the platform, in place of one that is still open. In a constant number of
 * statements. Gives the audit.
 */
export async function askForNewEnds(tx: Tx, grantIds: readonly string[], by: By): Promise<AuditEntry[]> {
  if (grantIds.length === 0) return [];
  const giving = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT t.id FROM "Task" t JOIN "TaskGrant" tg ON tg."taskId" = t.id AND tg.effect = 'add'
    JOIN "TaskFollowUp" f ON f."taskId" = t.id AND f.kind = ${PLATFORM_END} AND f.answer IS NULL
    WHERE tg."grantId" = ANY(${[...grantIds]}::uuid[]) AND t.state IN ('open', 'invited', 'waiting_for_platform')`;
  const ids = giving.map((task) => task.id);
  await tx.taskFollowUp.deleteMany({ where: { taskId: { in: ids }, kind: PLATFORM_END, answer: null } });
  await makeEndSteps(tx, ids);

  const closed = await closeEndTasks(tx, grantIds, "The end has moved once more.", by);
  const wanted = await tx.$queryRaw<Wanted[]>`
    SELECT g.id AS "grantId", g."personId", g."robotId", g."identityId", a.id AS "assetId", a."clientId", s.step,
      CASE WHEN a."custodianId" IS DISTINCT FROM g."personId" THEN a."custodianId" END AS "assigneeId",
      'Set the end of ' || coalesce(p.name, b.name, i.address) || '’s ' || r.name || ' on ' || a.name || ' to '
        || to_char((g."endsAt" - interval '1 millisecond') AT TIME ZONE 'UTC', 'FMDD FMMonth YYYY') AS title
    FROM "Grant" g JOIN "PlatformRole" r ON r.id = g."roleId" JOIN "Asset" a ON a.id = g."assetId"
    JOIN "Platform" pl ON pl.id = a."platformId" LEFT JOIN "Person" p ON p.id = g."personId"
    LEFT JOIN "Robot" b ON b.id = g."robotId" LEFT JOIN "Identity" i ON i.id = g."identityId" ${endStep}
    WHERE g.id = ANY(${[...grantIds]}::uuid[]) AND g.state = 'active' AND ${canHaveEnd} ORDER BY g.id`;
  const { made, audit } = await insertTasks(
    tx,
    wanted.map(({ step: _, grantId, ...task }) => ({
      ...task,
      kind: "set_end" as const,
      causeId: grantId,
      risk: "low" as const,
      grants: [],
    })),
    { ...by, cause: "recorded", causeId: null, due: dueAll(new Date(by.now.getTime() + TWO_DAYS)) },
  );
  await tx.taskFollowUp.createMany({
    data: made.flatMap(({ id }, place) => {
      const step = wanted[place]?.step;
      return step ? [{ taskId: id, kind: PLATFORM_END, detail: step }] : [];
    }),
  });
  return [...closed, ...audit];
}

/** Cancels what is still open of setting an end of these grants: they are taken back, or their end has moved. */
export async function closeEndTasks(
  tx: Tx,
  grantIds: readonly string[],
  reason: string,
  by: By,
): Promise<AuditEntry[]> {
  const open = await tx.task.findMany({
    where: {
      kind: "set_end",
      causeId: { in: [...grantIds] },
      state: { in: ["open", "invited", "waiting_for_platform"] },
    },
    select: { id: true },
  });
  if (open.length === 0) return [];
  const locked = await lockTasks(
    tx,
    open.map((task) => task.id),
  );
  return closeTasks(tx, locked, reason, by);
}

const TWO_DAYS = 2 * 86_400_000;

type Wanted = {
  grantId: string;
  personId: string | null;
  robotId: string | null;
  identityId: string | null;
  assetId: string;
  clientId: string | null;
  assigneeId: string | null;
  title: string;
  step: string;
};
