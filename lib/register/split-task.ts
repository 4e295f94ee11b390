import { z } from "zod";
import { command } from "@/lib/command";
import { conflict, invalidInput } from "@/lib/errors";
import { id } from "@/lib/input";
import { insertTasks } from "@/lib/register/insert-tasks";
import { catalogueOf, holdingOf } from "@/lib/register/lock-grants";
import { lockTask } from "@/lib/register/lock-task";
import { taskEntry } from "@/lib/register/lock-tasks";
import { dueAll } from "@/lib/register/rules/due";
import { planWork } from "@/lib/register/rules/plan-work";
import { whyNotSplit } from "@/lib/register/rules/split";
import { canAssign } from "@/lib/register/rules/who-may";

/**
 * Makes two tasks of one that moves several grants: the named ones get a task of their own, with the same cause, the
 * same due time and the same person. Both say where they come from. Raises conflict for a task that somebody has
 * begun, or that changes one role into another; invalid_input when nothing or everything would go.
 */
export const splitTask = command({
  name: "register.split-task",
  permission: "work.do",
  input: z.strictObject({ taskId: id(), grantIds: z.array(id()).max(40).default([]) }),
  target: (tx, input, actor) => lockTask(tx, actor, input.taskId),
  allow: ({ actor, target }) => canAssign(actor, target.task),
  async change({ tx, actor, input, target: { task, grants }, now }) {
    const why = whyNotSplit(task);
    if (why) throw conflict(why);
    const going = grants.filter((grant) => input.grantIds.includes(grant.id));
    const staying = grants.filter((grant) => !input.grantIds.includes(grant.id));
    if (going.length === 0 || staying.length === 0 || going.length < new Set(input.grantIds).size) {
      const sentence = "Choose some of the roles, not none and not all: the others stay in this task.";
      throw invalidInput(sentence, { grantIds: [sentence] });
    }
    const plan = (each: typeof grants) => {
      const holdings = each.map(holdingOf);
      const [planned] =
        task.kind === "grant"
          ? planWork([], holdings, catalogueOf(each))
          : planWork(holdings, [], catalogueOf(each));
      if (!planned) throw new Error("A task without grants was planned.");
      return planned;
    };
    const rest = plan(staying);
    const goingIds = going.map((grant) => grant.id);
    const by = { now, byId: actor.personId };
    await tx.$executeRaw`
      DELETE FROM "TaskGrant" WHERE "taskId" = ${task.id}::uuid AND "grantId" = ANY(${goingIds}::uuid[])`;
    await tx.$executeRaw`
      UPDATE "Task" SET title = ${rest.title}, risk = ${rest.risk}::"TaskRisk", "updatedAt" = ${now}::timestamptz,
        "updatedById" = ${by.byId}::uuid
      WHERE id = ${task.id}::uuid`;
    const { made, audit } = await insertTasks(tx, [{ ...plan(going), assigneeId: task.assigneeId }], {
      ...by,
      cause: task.cause,
      causeId: task.causeId,
      due: dueAll(task.dueAt),
    });
    const [other] = made;
    if (!other) throw new Error("No task was made.");
    const say = (taskId: string, text: string) => ({
      taskId,
      kind: "split" as const,
      text,
      createdAt: now,
      createdById: by.byId,
    });
    await tx.taskComment.createMany({
      data: [
        say(task.id, `A part of this task became T-${other.number}: ${other.title}.`),
        say(other.id, `Split from T-${task.number}.`),
      ],
    });
    return {
      result: { taskId: other.id, number: other.number },
      audit: [
        taskEntry(task, {
          before: { title: task.title, roles: grants.map((grant) => grant.roleName) },
          after: {
            title: rest.title,
            roles: staying.map((grant) => grant.roleName),
            splitInto: other.number,
          },
        }),
        ...audit,
      ],
    };
  },
});
