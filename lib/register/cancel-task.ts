import { z } from "zod";
import { command } from "@/lib/command";
import { conflict, notFound } from "@/lib/errors";
import { id, paragraph } from "@/lib/input";
import { closeTasks } from "@/lib/register/close-tasks";
import { grantEntry, lockGrants } from "@/lib/register/lock-grants";
import { lockTasks } from "@/lib/register/lock-tasks";
import { moveGrants } from "@/lib/register/move-grants";
import { isLive } from "@/lib/register/rules/grant-life";
import { isUndone } from "@/lib/register/rules/task-life";

/**
 * Cancels tasks that nobody has to do any more, with a reason; several at once, in a constant number of statements.
 * What was to be granted and was not begun becomes `not_granted`. Raises conflict for a task that is done, and for
 * one with a live door behind it: access leaves the worklist only by its own way (end or keep the grant).
 */
export const cancelTask = command({
  name: "register.cancel-task",
  permission: "register.end",
  timeoutMs: 60_000,
  input: z.strictObject({ taskIds: z.array(id()).min(1).max(20_000), reason: paragraph() }),
  async target(tx, input) {
    const links = await tx.$queryRaw<{ grantId: string }[]>`
      SELECT DISTINCT "grantId" FROM "TaskGrant" WHERE "taskId" = ANY(${input.taskIds}::uuid[])`;
    const grants = await lockGrants(
      tx,
      links.map((link) => link.grantId),
    );
    const tasks = await lockTasks(tx, input.taskIds);
    if (tasks.length < new Set(input.taskIds).size) throw notFound();
    return { grants, tasks };
  },
  allow: () => true,
  async change({ tx, actor, input, target: { grants, tasks }, now }) {
    const done = tasks.find((task) => !isUndone(task.state));
    if (done) throw conflict(`Task ${done.number} is no longer open, so it cannot be cancelled.`);
    const open = tasks.find((task) =>
      task.grants.some((grant) =>
        grant.effect === "add" ? grant.state === "invited" : task.kind === "revoke" && isLive(grant.state),
      ),
    );
    if (open)
      throw conflict(
        `Behind task ${open.number} somebody can still get in. Keep the grant, or end it, instead of cancelling the task.`,
      );
    const by = { now, byId: actor.personId };
    const { reason } = input;
    const given = new Set(
      tasks.flatMap((task) => task.grants.filter((g) => g.effect === "add").map((g) => g.grantId)),
    );
    const dropped = grants.filter((grant) => grant.state === "to_grant" && given.has(grant.id));
    await moveGrants(
      tx,
      dropped.map((grant) => ({ grantId: grant.id, to: "not_granted", reason })),
      by,
    );
    const closed = await closeTasks(tx, tasks, reason, by);
    return {
      result: { cancelled: tasks.length },
      audit: [
        ...closed,
        ...dropped.map((grant) =>
          grantEntry(grant, { before: { state: grant.state }, after: { state: "not_granted" }, reason }),
        ),
      ],
    };
  },
});
