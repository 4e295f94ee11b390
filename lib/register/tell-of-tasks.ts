import { z } from "zod";
import { listPeopleWhoMay } from "@/lib/accounts/people-who-may";
import { command } from "@/lib/command";
import { notify } from "@/lib/notify";
import { stepsUpTo, taskStep } from "@/lib/register/rules/remind";
import { UNDONE_STATES } from "@/lib/register/rules/task-life";
import { type TaskToTell, taskNotices } from "@/lib/register/rules/task-notices";

/** So many at once: a transaction stays short. */
const BATCH = 2_000;

type Row = Omit<TaskToTell, "step"> & { updatedById: string | null };

/**
 * Tells people of the work that is theirs: that it became theirs (whatever the cause), a day before it is due, and
 * that it is overdue; then also those who watch over the register. Each once for one due time; where several have
 * come at once, the last alone. Whoever took a task themselves is not told that they have it. Gives how many tasks, and
 * whether more are left. Leaves no event: nothing changes.
 */
export const tellOfTasks = command({
  name: "register.tell-of-tasks",
  permission: "register.remind",
  timeoutMs: 60_000,
  input: z.strictObject({}),
  target: (tx) => tx.$queryRaw<Row[]>`
    SELECT t.id, t.number, t.title, t."dueAt", t."assigneeId", p.name AS "assigneeName", t."updatedById"
    FROM "Task" t JOIN "Person" p ON p.id = t."assigneeId"
    WHERE t.state = ANY(${[...UNDONE_STATES]}::"TaskState"[]) AND NOT EXISTS (
      SELECT 1 FROM "TaskReminder" m
      WHERE m."taskId" = t.id AND m."personId" = t."assigneeId" AND CASE
        WHEN t."dueAt" <= now() THEN m.what = 'overdue' AND m."dueAt" = t."dueAt"
        WHEN t."dueAt" <= now() + interval '1 day' THEN m.what = 'due' AND m."dueAt" = t."dueAt"
        ELSE m.what = 'assigned' END)
    ORDER BY t.id LIMIT ${BATCH} FOR UPDATE OF t SKIP LOCKED`,
  allow: () => true,
  async change({ tx, target, now }) {
    const tasks = target.map((task) => ({ ...task, step: taskStep(task.dueAt, now) }));
    await tx.taskReminder.createMany({
      data: tasks.flatMap(({ id, assigneeId, dueAt, step }) =>
        stepsUpTo(step).map((what) => ({ taskId: id, personId: assigneeId, what, dueAt, remindedAt: now })),
      ),
      skipDuplicates: true,
    });
    const watchers = tasks.some(({ step }) => step === "overdue")
      ? (await listPeopleWhoMay(tx, "register.withdraw")).map(({ personId }) => personId)
      : [];
    const told = tasks.filter(
      ({ step, updatedById, assigneeId }) => step !== "assigned" || updatedById !== assigneeId,
    );
    const jobs = await notify(tx, taskNotices(told, watchers));
    return { result: { told: told.length, more: target.length === BATCH }, audit: [], jobs };
  },
});
