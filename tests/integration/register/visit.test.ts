import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { readListState } from "@/lib/list-state";
import { assignTask } from "@/lib/register/assign-task";
import { attestTask } from "@/lib/register/attest-task";
import { attestVisit } from "@/lib/register/attest-visit";
import { commentOnTask } from "@/lib/register/comment-on-task";
import { endGrants } from "@/lib/register/end-grants";
import { getEvidenceFile } from "@/lib/register/queries/evidence";
import { getTask } from "@/lib/register/queries/get-task";
import { getVisit } from "@/lib/register/queries/get-visit";
import { listTasks, TASK_GROUPINGS } from "@/lib/register/queries/list-tasks";
import { listVisits } from "@/lib/register/queries/list-visits";
import { splitTask } from "@/lib/register/split-task";
import { begin, recordActive, screenshot, stateOf, withNewAccount } from "@/tests/support/grants";
import { makeWorld, type World } from "@/tests/support/world";

let studio: World;
beforeAll(async () => {
  studio = await makeWorld();
});

/** Two people to be let in on an account that hangs below a manager account of its own. */
async function placeWithTwo() {
  const world = await withNewAccount(studio);
  const above = await withNewAccount(studio);
  await db.asset.update({
    where: { id: above.assets.kiteAds },
    data: { type: "manager_account", clientId: null, name: "Studio manager account" },
  });
  await db.assetLink.create({
    data: { aboveId: above.assets.kiteAds, belowId: world.assets.kiteAds, kind: "manager" },
  });
  const omar = await begin(world, { who: "omar", asset: "kiteAds", roles: ["Read only"] });
  const priya = await begin(world, { who: "priya", asset: "kiteAds", roles: ["Read only"] });
  return { world, placeId: above.assets.kiteAds, omar, priya };
}

describe("a visit", () => {
  it("is one for all accounts below a manager account, with the steps once", async () => {
    const { world, placeId } = await placeWithTwo();
    const erik = world.people.erik.actor;
    const visit = await getVisit(erik, world.assets.kiteAds);
    expect(visit?.place.id).toBe(placeId);
    expect((await getVisit(erik, placeId))?.tasks.map((task) => task.identity)).toEqual([
      "omar.rahman@clickelement.example",
      "priya.santos@clickelement.example",
    ]);
    expect(visit?.taking).toBeNull();
    expect(visit?.giving?.steps.join(" ")).toContain("(each task’s person)");
    const row = (await listVisits(erik)).find((each) => each.placeId === placeId);
    expect([row?.tasks, row?.accounts, row?.mine]).toEqual([2, 1, 2]);
    expect(await getVisit(world.people.tariq.actor, placeId)).toBeNull();
    expect(await listVisits(world.people.tariq.actor)).toEqual([]);
    for (const by of TASK_GROUPINGS)
      expect((await listTasks(erik, readListState({}, []), 50, by)).total).toBeGreaterThanOrEqual(2);
  });

  it("says of a task about oneself that somebody else does it", async () => {
    const { world, placeId, omar } = await placeWithTwo();
    await db.task.update({
      where: { id: omar.taskId },
      data: { assigneeId: world.people.omar.personId },
    });
    const visit = await getVisit(world.people.omar.actor, placeId);
    expect(visit?.tasks.map((task) => task.whyNot?.includes("about you"))).toEqual([true]);
  });
});

describe("attest-visit", () => {
  it("does several tasks with one file, stored once, each with its own outcome and its own word", async () => {
    const { world, placeId, omar, priya } = await placeWithTwo();
    const erik = world.people.erik.actor;
    await attestVisit(erik, {
      tasks: [
        { taskId: omar.taskId, outcome: "done", shows: "row 4" },
        { taskId: priya.taskId, outcome: "not_there", shows: "no row for her" },
      ],
      files: [screenshot()],
    });
    expect(await stateOf(omar.grantIds[0] ?? "")).toBe("active attested");
    expect(await stateOf(priya.grantIds[0] ?? "")).toBe("not_granted");
    const ids = [omar.taskId, priya.taskId];
    const files = await db.evidence.findMany({ where: { taskId: { in: ids }, kind: "file" } });
    expect(files.map((file) => file.sameFileAs).filter(Boolean)).toHaveLength(1);
    expect(await db.evidenceFile.count({ where: { evidenceId: { in: files.map((f) => f.id) } } })).toBe(1);
    for (const file of files) {
      const kept = await getEvidenceFile(erik, file.id);
      expect(kept?.bytes.equals(Buffer.from(await screenshot().arrayBuffer()))).toBe(true);
    }
    const task = await getTask(erik, priya.taskId);
    expect(task?.evidence.map((each) => [each.kind, each.note])).toEqual([
      ["looked_not_there", "no row for her"],
      ["file", null],
    ]);
    const other = await db.task.findUniqueOrThrow({ where: { id: omar.taskId } });
    expect(task?.evidence[1]?.alsoFor).toEqual([other.number]);
    const after = await getVisit(erik, placeId);
    expect([after?.tasks.length, after?.done.length]).toEqual([0, 2]);
  });

  it("does none when one has no proof, no word, or is not the actor's to do", async () => {
    const { world, omar, priya } = await placeWithTwo();
    const erik = world.people.erik.actor;
    const first = { taskId: omar.taskId, outcome: "done" as const, shows: "row 4" };
    const second = { taskId: priya.taskId, outcome: "done" as const };
    await expect(attestVisit(erik, { tasks: [first], note: "Done." })).rejects.toThrow(/need a file/);
    await expect(attestVisit(erik, { tasks: [first, second], files: [screenshot()] })).rejects.toMatchObject({
      fields: { "tasks.1.shows": ["Say where the file shows it."] },
    });
    const untold = { tasks: [{ taskId: omar.taskId }], files: [screenshot()] };
    await expect(attestVisit(erik, untold)).rejects.toMatchObject({ code: "invalid_input" });
    await db.task.update({ where: { id: omar.taskId }, data: { assigneeId: world.people.omar.personId } });
    await db.asset.update({
      where: { id: world.assets.kiteAds },
      data: { custodianId: world.people.omar.personId },
    });
    const all = { tasks: [first, { ...second, shows: "row 5" }], files: [screenshot()] };
    await expect(attestVisit(world.people.omar.actor, all)).rejects.toThrow(/about you/);
    expect([await stateOf(omar.grantIds[0] ?? ""), await stateOf(priya.grantIds[0] ?? "")]).toEqual([
      "to_grant",
      "to_grant",
    ]);
    expect(await db.evidence.count({ where: { taskId: { in: [omar.taskId, priya.taskId] } } })).toBe(0);
  });

  it("two visits and one task at once: each task is done once", async () => {
    const { world, omar, priya } = await placeWithTwo();
    const tasks = [omar, priya].map(({ taskId }, place) => ({
      taskId,
      outcome: "done" as const,
      shows: `row ${place}`,
    }));
    const answers = await Promise.allSettled([
      attestVisit(world.people.erik.actor, { tasks, files: [screenshot()] }),
      attestVisit(world.people.ingrid.actor, { tasks: tasks.toReversed(), files: [screenshot()] }),
      attestTask(world.people.aoife.actor, { taskId: omar.taskId, outcome: "done", note: "Done." }),
    ]);
    expect(answers.filter((each) => each.status === "fulfilled").length).toBeGreaterThanOrEqual(1);
    for (const each of answers)
      if (each.status === "rejected") expect(each.reason).toMatchObject({ code: "conflict" });
    for (const { taskId, grantIds } of [omar, priya]) {
      const [grantId = ""] = grantIds;
      const steps = await db.grantTransition.count({ where: { grantId, state: "active" } });
      const task = await db.task.findUniqueOrThrow({ where: { id: taskId } });
      expect(steps).toBe(task.state === "attested" ? 1 : 0);
    }
  });
});

describe("split-task", () => {
  it("makes two tasks of one, each with its own roles, and both say so", async () => {
    const world = await withNewAccount(studio);
    const grantIds = await recordActive(world, {
      who: "tariq",
      asset: "kiteAds",
      roles: ["Admin", "Read only"],
    });
    const { tasks } = await endGrants(world.people.ingrid.actor, {
      grantIds,
      reason: "Over",
      cause: "recorded",
    });
    const taskId = tasks[0]?.id ?? "";
    const admin = world.role("google_ads", "Admin");
    const going = await db.grant.findFirstOrThrow({ where: { id: { in: grantIds }, roleId: admin } });
    const erik = world.people.erik.actor;
    await expect(splitTask(erik, { taskId, grantIds })).rejects.toMatchObject({ code: "invalid_input" });
    await expect(
      splitTask(world.people.hannah.actor, { taskId, grantIds: [going.id] }),
    ).rejects.toMatchObject({ code: "forbidden" });
    const both = await Promise.allSettled([
      splitTask(erik, { taskId, grantIds: [going.id] }),
      splitTask(world.people.ingrid.actor, { taskId, grantIds: [going.id] }),
    ]);
    expect(both.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"]);
    const rest = await db.task.findUniqueOrThrow({ where: { id: taskId }, include: { comments: true } });
    const part = await db.task.findFirstOrThrow({
      where: { grants: { some: { grantId: going.id } } },
      include: { comments: true },
    });
    expect([rest.title, rest.risk]).toEqual([
      "Take Read only on Kite – Search (Google Ads) away from Tariq Haddad",
      "low",
    ]);
    expect([part.title, part.risk, part.dueAt]).toEqual([
      "Take Admin on Kite – Search (Google Ads) away from Tariq Haddad",
      "administrator",
      rest.dueAt,
    ]);
    expect([rest.comments[0]?.text, part.comments[0]?.text]).toEqual([
      `A part of this task became T-${part.number}: ${part.title}.`,
      `Split from T-${rest.number}.`,
    ]);
  });
});

describe("comments and notes of a hand-over", () => {
  it("stay with the task as they were said", async () => {
    const world = await withNewAccount(studio);
    const { taskId } = await begin(world, { who: "omar", asset: "kiteAds", roles: ["Read only"] });
    const { erik, priya, ingrid, tariq } = world.people;
    await commentOnTask(erik.actor, { taskId, text: "The client has to open the account first." });
    await assignTask(ingrid.actor, { taskIds: [taskId], assigneeId: priya.personId, note: "Ask Carla." });
    const task = await getTask(ingrid.actor, taskId);
    expect(task?.comments.map((each) => [each.by, each.text])).toEqual([
      ["Erik Levy", "The client has to open the account first."],
      ["Ingrid Dahl", "To Priya Santos: Ask Carla."],
    ]);
    await expect(commentOnTask(tariq.actor, { taskId, text: "Hm" })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(db.taskComment.deleteMany({ where: { taskId } })).rejects.toThrow(/permission denied|added/);
  });
});
