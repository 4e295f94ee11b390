import { z } from "zod";
import { command, noTarget } from "@/lib/command";
import { id, line } from "@/lib/input";
import { RISKS } from "@/lib/platforms/role-risk";
import { when } from "@/lib/register/input";
import { insertTasks } from "@/lib/register/insert-tasks";
import { dueAll } from "@/lib/register/rules/due";

const task = z.strictObject({
  kind: z.enum([
    "rotate_secret",
    "hand_over_robot",
    "hand_over_custody",
    "hand_over_request",
    "name_successor",
  ]),
  title: line(300),
  personId: id().optional(),
  assetId: id().optional(),
  identityId: id().optional(),
  robotId: id().optional(),
  clientId: id().optional(),
  assigneeId: id().optional(),
  risk: z.enum(RISKS),
  dueAt: when(),
});

/**
 * Makes work that is no grant: a secret to rotate, a robot, a custody or a request to hand over, a successor to
 * name. In a constant number of statements, however many.
 */
export const createTasks = command({
  name: "register.create-tasks",
  permission: "register.end",
  timeoutMs: 60_000,
  input: z.strictObject({
    tasks: z.array(task).max(20_000),
    cause: z.enum(["request", "departure", "expiry", "recorded", "finding"]),
    causeId: id().optional(),
  }),
  target: noTarget,
  allow: ({ input }) =>
    input.tasks.every((each) => !each.assigneeId || each.assigneeId !== each.personId) ||
    "Nobody does a task about themselves: give it to somebody else.",
  async change({ tx, actor, input, now }) {
    const tasks = input.tasks.map((each) => ({
      kind: each.kind,
      title: each.title,
      risk: each.risk,
      personId: each.personId ?? null,
      assetId: each.assetId ?? null,
      identityId: each.identityId ?? null,
      robotId: each.robotId ?? null,
      clientId: each.clientId ?? null,
      assigneeId: each.assigneeId ?? null,
      dueAt: each.dueAt,
      grants: [],
    }));
    const { made, audit } = await insertTasks(tx, tasks, {
      now,
      byId: actor.personId,
      cause: input.cause,
      causeId: input.causeId ?? null,
      due: dueAll(now),
    });
    return { result: { tasks: made }, audit };
  },
});
