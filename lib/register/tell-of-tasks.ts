import { z } from "zod";
import { listPeopleWhoMay } from "@/lib/accounts/people-who-may";
import { command } from "@/lib/command";
import { Prisma, type Tx } from "@/lib/db";
import { notify } from "@/lib/notify";
import { stepsUpTo } from "@/lib/register/rules/remind";
import { UNDONE_STATES } from "@/lib/register/rules/task-life";
import { type TaskToTell, taskNotices } from "@/lib/register/rules/task-notices";

/** So many at once: a transaction stays short. */
const BATCH = 2_000;

type Row = TaskToTell & { stepAt: Date; updatedById: string | null };

/**
 * Tells people of the work that is theirs: that it became theirs (whatever the cause), a day before it is due, and
 * that it is overdue; then also those who watch over the register. What is nobody's is told to these, and what waits
 * for a second person to these and to the account's custodian, but not to who did it or whom it is about. Each once for
 * one due time; where several have come at once, the last alone. Whoever took a task themselves is not told that they
 * have it. Gives how many, and whether more are left. Leaves no event: nothing changes.
 */
export const tellOfTasks = command({
  name: "register.tell-of-tasks",
  permission: "register.remind",
  timeoutMs: 60_000,
  input: z.strictObject({}),
  async target(tx) {
    const watchers = (await listPeopleWhoMay(tx, "register.withdraw")).map(({ personId }) => personId);
    return { watchers, tasks: await readToTell(tx, watchers) };
  },
  allow: () => true,
  async change({ tx, target: { watchers, tasks }, now }) {
    await tx.taskReminder.createMany({
      data: tasks.flatMap(({ id, personId, assigneeName, step, stepAt }) =>
        stepsUpTo(step, assigneeName === null).map((what) => ({
          taskId: id,
          personId,
          what,
          dueAt: stepAt,
          remindedAt: now,
        })),
      ),
      skipDuplicates: true,
    });
    const told = tasks.filter(
      ({ step, updatedById, personId }) => step !== "assigned" || updatedById !== personId,
    );
    const jobs = await notify(tx, taskNotices(told, watchers));
    return { result: { told: told.length, more: tasks.length === BATCH }, audit: [], jobs };
  },
});

/** Each task with each person who is to be told of it and has not been: the step that has come, and its moment. */
async function readToTell(tx: Tx, watchers: readonly string[]): Promise<Row[]> {
  const watching = Prisma.sql`unnest(${[...watchers]}::uuid[]) AS w(id)`;
  return tx.$queryRaw<Row[]>`
    WITH step AS (
      SELECT t.id, t."assigneeId", t."personId" AS "aboutId", t."dueAt" AS at, CASE
        WHEN t."dueAt" <= now() THEN 'overdue' WHEN t."dueAt" <= now() + interval '1 day' THEN 'due'
        WHEN t."assigneeId" IS NULL THEN 'unassigned' ELSE 'assigned' END AS step
      FROM "Task" t WHERE t.state = ANY(${[...UNDONE_STATES]}::"TaskState"[])),
    told AS (
      SELECT id, "assigneeId" AS "personId", step, at FROM step WHERE "assigneeId" IS NOT NULL
      UNION ALL
      SELECT s.id, w.id, s.step, s.at FROM step s CROSS JOIN ${watching}
      WHERE s."assigneeId" IS NULL AND w.id IS DISTINCT FROM s."aboutId"
      UNION ALL
      SELECT t.id, w.id, 'to_confirm', t."attestedAt" FROM "Task" t LEFT JOIN "Asset" a ON a.id = t."assetId"
      CROSS JOIN LATERAL (
        SELECT w.id FROM ${watching} UNION SELECT a."custodianId" WHERE a."custodianId" IS NOT NULL) w
      WHERE t.state = 'attested' AND t."needsSecond"
        AND w.id IS DISTINCT FROM t."attestedById" AND w.id IS DISTINCT FROM t."personId")
    SELECT t.id, t.number, t.title, t."dueAt", d."personId", p.name AS "assigneeName", d.step, d.at AS "stepAt",
      t."updatedById"
    FROM told d JOIN "Task" t ON t.id = d.id LEFT JOIN "Person" p ON p.id = t."assigneeId"
    WHERE NOT EXISTS (
      SELECT 1 FROM "TaskReminder" m
      WHERE m."taskId" = d.id AND m."personId" = d."personId" AND m.what::text = d.step
        AND (d.step IN ('assigned', 'unassigned') OR m."dueAt" = d.at))
    ORDER BY t.id, d."personId" LIMIT ${BATCH} FOR UPDATE OF t SKIP LOCKED`;
}
