import { z } from "zod";
import { command } from "@/lib/command";
import { Prisma } from "@/lib/db";
import { id, paragraph } from "@/lib/input";
import { behindTask } from "@/lib/register/behind";
import { cancelTask } from "@/lib/register/cancel-task";
import { isOwnAccess, type TaskPeople } from "@/lib/register/rules/who-may";

/**
 * Cancels tasks because somebody decides so, on the worklist's own screens: cancel-task for the security lead and
 * owners, never of a task about themselves (docs/rules.md: nobody ticks their own removal). A departure that is
 * cancelled runs cancel-task itself. Raises what cancel-task raises.
 */
export const dropTasks = command({
  name: "register.drop-tasks",
  permission: "register.withdraw",
  timeoutMs: 60_000,
  input: z.strictObject({ taskIds: z.array(id()).min(1).max(20_000), reason: paragraph() }),
  // No lock: whom a task is about does not change, and cancel-task locks grants before tasks.
  target: (tx, input) =>
    tx.$queryRaw<Pick<TaskPeople, "personId" | "behindIds">[]>`
      SELECT t."personId", ${behindTask(Prisma.sql`t`)} AS "behindIds" FROM "Task" t
      WHERE t.id = ANY(${input.taskIds}::uuid[])`,
  allow: ({ actor, target }) =>
    !target.some((task) => isOwnAccess(actor.personId, task)) ||
    "This task is about you. Somebody else has to decide that nobody does it.",
  async change({ tx, actor, input }) {
    // The audit has it as cancel-task, once for each task.
    return { result: await cancelTask.within(tx, actor, input), audit: [] };
  },
});
