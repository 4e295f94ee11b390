import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { factsSchema } from "@/lib/platforms/facts";
import { canStayBehind } from "@/lib/platforms/left-behind";
import { attestTask } from "@/lib/register/attest-task";
import { attestVisit } from "@/lib/register/attest-visit";
import { endGrants } from "@/lib/register/end-grants";
import { getTask } from "@/lib/register/queries/get-task";
import { getVisit } from "@/lib/register/queries/get-visit";
import { recordGrant } from "@/lib/register/record-grant";
import { reopenTask } from "@/lib/register/reopen-task";
import {
  inDays,
  leftNothing,
  recordActive,
  screenshot,
  stateOf,
  withNewAccount,
} from "@/tests/support/grants";
import { makeWorld, type Name, type World } from "@/tests/support/world";

let studio: World;
let world: World;
beforeAll(async () => {
  studio = await makeWorld();
});
beforeEach(async () => {
  world = await withNewAccount(studio);
});

async function removal(who: Name, roleName: string) {
  // Somebody else administers the account, so that nobody waits for a successor.
  if (roleName === "Admin") await recordActive(world, { who: "erik", asset: "kiteAds", roles: ["Admin"] });
  const grantIds = await recordActive(world, { who, asset: "kiteAds", roles: [roleName] });
  const { tasks } = await endGrants(world.people.ingrid.actor, {
    grantIds,
    reason: "Over",
    cause: "recorded",
  });
  return { taskId: tasks[0]?.id ?? "", grantId: grantIds[0] ?? "" };
}

describe("what stays behind", () => {
  it.each(["Admin", "Billing", "Read only"])(
    "comes with the removal of %s, as the rule says",
    async (name) => {
      const { taskId } = await removal("omar", name);
      const platform = await db.platform.findUniqueOrThrow({ where: { id: "google_ads" } });
      const role = await db.platformRole.findUniqueOrThrow({ where: { id: world.role("google_ads", name) } });
      const expected = factsSchema
        .parse(platform.facts)
        .leftBehind.filter((each) => canStayBehind(each.kind, role.capabilities));
      const asked = await db.taskFollowUp.findMany({ where: { taskId } });
      expect(asked.map((each) => each.detail).sort()).toEqual(expected.map((each) => each.detail).sort());
      expect(asked.length).toBeGreaterThan(2);
    },
  );

  it("is not asked where nobody was ever in", async () => {
    const { grantIds } = await recordGrant(world.people.ingrid.actor, {
      grants: [
        {
          personId: world.people.omar.personId,
          assetId: world.assets.kiteAds,
          roleIds: [world.role("google_ads", "Admin")],
          purpose: "Work",
          endsAt: inDays(9),
          state: "invited",
          proof: "unproved",
        },
      ],
    });
    const { tasks } = await endGrants(world.people.ingrid.actor, {
      grantIds,
      reason: "No",
      cause: "recorded",
    });
    expect(await db.taskFollowUp.count({ where: { taskId: tasks[0]?.id ?? "" } })).toBe(0);
  });

  it("keeps the removal undone until each has an answer with words", async () => {
    const { taskId, grantId } = await removal("omar", "Admin");
    const erik = world.people.erik.actor;
    const done = { taskId, outcome: "done" as const, note: "Removed." };
    await expect(attestTask(erik, done)).rejects.toThrow(/may stay behind/);
    const answers = await leftNothing(taskId);
    await expect(attestTask(erik, { ...done, followUps: answers.slice(1) })).rejects.toMatchObject({
      code: "invalid_input",
    });
    const [first, ...rest] = answers;
    const wordless = [{ ids: first?.ids ?? [], answer: "done" as const }, ...rest];
    await expect(attestTask(erik, { ...done, followUps: wordless })).rejects.toMatchObject({
      fields: { "followUps.0.note": ["Say what was done about it."] },
    });
    await expect(
      db.task.update({
        where: { id: taskId },
        data: { state: "attested", outcome: "done", attestedAt: new Date() },
      }),
    ).rejects.toThrow(/task_follow_ups_answered/);
    expect(await stateOf(grantId)).toBe("removal_due attested");
    expect(await db.taskFollowUp.count({ where: { taskId, answer: { not: null } } })).toBe(0);
    await attestTask(erik, { ...done, followUps: answers });
    expect((await getTask(erik, taskId))?.followUps.every((each) => each.by === "Erik Levy")).toBe(true);
    await reopenTask(erik, { taskId, reason: "Not so." });
    await attestTask(erik, done);
  });

  it("takes no answer for somebody else's task along", async () => {
    const mine = await removal("omar", "Read only");
    const other = await removal("priya", "Read only");
    const followUps = [...(await leftNothing(mine.taskId)), ...(await leftNothing(other.taskId))];
    await attestTask(world.people.erik.actor, {
      taskId: mine.taskId,
      outcome: "done",
      note: "x",
      followUps,
    });
    const { taskId } = other;
    expect(await db.taskFollowUp.count({ where: { taskId, answer: { not: null } } })).toBe(0);
  });

  it("is asked once in a visit, and answered for each of its tasks", async () => {
    const tasks = [await removal("omar", "Read only"), await removal("priya", "Read only")];
    const erik = world.people.erik.actor;
    const visit = await getVisit(erik, world.assets.kiteAds);
    const asked = visit?.leftBehind ?? [];
    expect(new Set(asked.map((each) => each.detail)).size).toBe(asked.length);
    expect(asked.every((each) => each.ids.length === 2)).toBe(true);
    const input = {
      tasks: tasks.map(({ taskId }) => ({ taskId, outcome: "done" as const, shows: "not in the list" })),
      files: [screenshot()],
    };
    await expect(attestVisit(erik, input)).rejects.toThrow(/may stay behind/);
    const followUps = asked.map(({ ids }) => ({ ids, answer: "skipped" as const, note: "None was there." }));
    await attestVisit(erik, { ...input, followUps });
    for (const { taskId, grantId } of tasks) {
      expect(await db.taskFollowUp.count({ where: { taskId, answer: null } })).toBe(0);
      expect(await stateOf(grantId)).toBe("removed attested");
    }
  });
});
