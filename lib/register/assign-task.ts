import { z } from "zod";
import { command } from "@/lib/command";
import { conflict, invalidInput, notFound } from "@/lib/errors";
import { id, paragraph } from "@/lib/input";
import { lockTasks, taskEntry } from "@/lib/register/lock-tasks";
import { canAssign, canSeeTask, canTake } from "@/lib/register/rules/who-may";

/**
 * Hands tasks to somebody, several at once, with a note that stays with each. Raises forbidden when one is not the actor's to hand on; conflict when
 * one is about the person who would get it, or no longer open.
 */
export const assignTask = command({
  name: "register.assign-task",
  permission: "work.do",
  input: z.strictObject({
    taskIds: z.array(id()).min(1).max(20_000),
    assigneeId: id(),
    /** What the next one has to know. */
    note: paragraph().optional(),
  }),
  async target(tx, input, actor) {
    const tasks = await lockTasks(tx, input.taskIds);
    if (tasks.length < new Set(input.taskIds).size) return null;
    if (!tasks.every((task) => canSeeTask(actor, task))) throw notFound();
    const assignee = await tx.person.findUnique({
      where: { id: input.assigneeId },
      select: { name: true, endedAt: true, accessEndsAt: true },
    });
    return { tasks, assignee };
  },
  allow({ actor, target }) {
    for (const task of target.tasks) {
      const answer = canAssign(actor, task);
      if (answer !== true) return answer;
    }
    return true;
  },
  async change({ tx, actor, input, target: { tasks, assignee }, now }) {
    if (!assignee || assignee.endedAt || (assignee.accessEndsAt && assignee.accessEndsAt <= now))
      throw invalidInput("This person is not here any more. Choose somebody else.", {
        assigneeId: ["Choose somebody who is here."],
      });
    for (const task of tasks) {
      const answer = canTake(task, input.assigneeId);
      if (answer !== true) throw conflict(answer);
    }
    await tx.$executeRaw`
      UPDATE "Task" SET "assigneeId" = ${input.assigneeId}::uuid, "updatedAt" = ${now}::timestamptz,
        "updatedById" = ${actor.personId}::uuid
      WHERE id = ANY(${tasks.map((task) => task.id)}::uuid[])`;
    const { note } = input;
    if (note)
      await tx.taskComment.createMany({
        data: tasks.map((task) => ({
          taskId: task.id,
          kind: "handed_over" as const,
          text: `To ${assignee.name}: ${note}`,
          createdAt: now,
          createdById: actor.personId,
        })),
      });
    return {
      result: { assigned: tasks.length },
      audit: tasks
        .filter((task) => task.assigneeId !== input.assigneeId)
        .map((task) =>
          taskEntry(task, {
            before: { assigneeId: task.assigneeId },
            after: { assigneeId: input.assigneeId, assignee: assignee.name },
            ...(note ? { reason: note } : {}),
          }),
        ),
    };
  },
});
