import { z } from "zod";
import { command } from "@/lib/command";
import { id, paragraph } from "@/lib/input";
import { lockTask } from "@/lib/register/lock-task";
import { taskEntry } from "@/lib/register/lock-tasks";

/** Adds a comment to a task, for whoever sees it. It stays as it was said: a correction is another comment. */
export const commentOnTask = command({
  name: "register.comment-on-task",
  permission: "work.do",
  input: z.strictObject({ taskId: id(), text: paragraph() }),
  target: (tx, input, actor) => lockTask(tx, actor, input.taskId),
  allow: () => true,
  async change({ tx, actor, input, target: { task }, now }) {
    await tx.taskComment.create({
      data: {
        taskId: task.id,
        kind: "comment",
        text: input.text,
        createdAt: now,
        createdById: actor.personId,
      },
    });
    return { result: { taskId: task.id }, audit: [taskEntry(task, { after: { comment: input.text } })] };
  },
});
