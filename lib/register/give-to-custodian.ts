import { z } from "zod";
import { lockAsset } from "@/lib/clients/lock";
import { nameCustodian } from "@/lib/clients/name-custodian";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";
import { lockTasks, taskEntry } from "@/lib/register/lock-tasks";
import { canSeeTask, canTake } from "@/lib/register/rules/who-may";

/**
 * Names the custodian of a task's account, which has none, and gives them what is open there and nobody's yet, but
 * nothing that is about themselves. Raises conflict when the task is about no account, or the account has a
 * custodian already; invalid_input for somebody who cannot be one.
 */
export const giveToCustodian = command({
  name: "register.give-to-custodian",
  permission: "clients.write",
  input: z.strictObject({ taskId: id(), custodianId: id() }),
  async target(tx, input, actor) {
    const task = await tx.task.findUnique({
      where: { id: input.taskId },
      select: { assetId: true, assigneeId: true, asset: { select: { custodianId: true } } },
    });
    if (!task || !canSeeTask(actor, { ...task, custodianId: task.asset?.custodianId ?? null })) return null;
    // The account is locked before its tasks, as everywhere.
    if (task.assetId) await lockAsset(tx, task.assetId);
    const open = await tx.task.findMany({
      where: {
        assetId: task.assetId ?? { in: [] },
        assigneeId: null,
        state: { in: ["open", "invited", "waiting_for_platform"] },
      },
      select: { id: true },
    });
    return {
      assetId: task.assetId,
      tasks: await lockTasks(
        tx,
        open.map((each) => each.id),
      ),
    };
  },
  allow: () => true,
  async change({ tx, actor, input: { custodianId }, target: { assetId, tasks }, now }) {
    if (!assetId) throw conflict("This task is about no account, so there is nothing to be custodian of.");
    await nameCustodian.within(tx, actor, { assetId, custodianId });
    const theirs = tasks.filter((task) => task.assigneeId === null && canTake(task, custodianId) === true);
    await tx.$executeRaw`
      UPDATE "Task" SET "assigneeId" = ${custodianId}::uuid, "updatedAt" = ${now}::timestamptz,
        "updatedById" = ${actor.personId}::uuid
      WHERE id = ANY(${theirs.map((task) => task.id)}::uuid[])`;
    return {
      result: { given: theirs.length },
      audit: theirs.map((task) =>
        taskEntry(task, { before: { assigneeId: null }, after: { assigneeId: custodianId } }),
      ),
    };
  },
});
