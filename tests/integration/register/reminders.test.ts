import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { addRobot } from "@/lib/people/add-robot";
import { assignTask } from "@/lib/register/assign-task";
import { attestTask } from "@/lib/register/attest-task";
import { changeGrantEnd } from "@/lib/register/change-grant-end";
import { createTasks } from "@/lib/register/create-tasks";
import { expireGrants } from "@/lib/register/expire-grants";
import { remindHolders, tellAssignees } from "@/lib/register/jobs";
import { letLapse } from "@/lib/register/let-lapse";
import { recordGrant } from "@/lib/register/record-grant";
import { remindOfEnds } from "@/lib/register/remind-of-ends";
import { reopenTask } from "@/lib/register/reopen-task";
import { tellOfTasks } from "@/lib/register/tell-of-tasks";
import { verifyTask } from "@/lib/register/verify-task";
import { withdrawGrants } from "@/lib/register/withdraw-grants";
import { begin, inDays, recordActive, screenshot, withNewAccount } from "@/tests/support/grants";
import { makeWorld, type World } from "@/tests/support/world";

const clock = systemActor("clock");
let shared: World;
let world: World;
beforeAll(async () => {
  shared = await makeWorld();
});
beforeEach(async () => {
  world = await withNewAccount(shared);
  await db.grantReminder.deleteMany();
  await db.$executeRaw`UPDATE "Grant" SET "endsAt" = now() + interval '200 days' WHERE state = 'active'`;
  // What the tests before have left is known to everybody.
  await tellAssignees();
  await db.notification.deleteMany();
});

/** Moves an end as the passing of time would. */
const endIn = (grantId: string, hours: number) =>
  db.$executeRaw`UPDATE "Grant" SET "endsAt" = now() + make_interval(hours => ${hours}) WHERE id = ${grantId}::uuid`;
const omarsKey = async () =>
  (await recordActive(world, { who: "omar", asset: "kiteAds", roles: ["Standard"] }))[0] ?? "";
const told = async () => {
  const rows = await db.notification.findMany({ include: { person: true }, orderBy: { id: "asc" } });
  return rows.map(({ person, subject }) => `${person?.name}: ${subject}`);
};

describe("the reminders of an end", () => {
  it("come once for each step, however many workers remind at once", async () => {
    const id = await omarsKey();
    await remindHolders();
    expect(await told()).toEqual([]);
    await endIn(id, 13 * 24);
    await Promise.all([remindOfEnds(clock, {}), remindOfEnds(clock, {}), remindOfEnds(clock, {})]);
    await remindHolders();
    expect(await told()).toEqual(["Omar Rahman: Access of Omar Rahman to Kite – Search ends in two weeks"]);
    await db.notification.deleteMany();
    await remindHolders();
    expect(await told()).toEqual([]);
  });

  it("that were missed are not made up for together: the nearest alone", async () => {
    const id = await omarsKey();
    await endIn(id, 5 * 24);
    await remindHolders();
    await remindHolders();
    expect(await told()).toEqual(["Omar Rahman: Access of Omar Rahman to Kite – Search ends in a week"]);
  });

  it("end with “let it lapse”, and begin anew with a later end", async () => {
    const id = await omarsKey();
    await endIn(id, 6 * 24);
    await letLapse(world.people.omar.actor, { grantId: id });
    await remindHolders();
    expect(await told()).toEqual([]);
    await changeGrantEnd(world.people.ingrid.actor, {
      grantId: id,
      endsAt: inDays(12),
      reason: "The campaign goes on",
    });
    await remindHolders();
    expect(await told()).toEqual(["Omar Rahman: Access of Omar Rahman to Kite – Search ends in two weeks"]);
  });

  it("go to a robot's owner, and keep out what was given for a few hours", async () => {
    const { ingrid, erik } = world.people;
    const robot = await addRobot(ingrid.actor, {
      name: "Nightly export",
      kind: "connector",
      ownerId: erik.personId,
      purpose: "Reports",
    });
    const { grantIds } = await recordGrant(systemActor("demo"), {
      grants: [
        {
          robotId: robot.id,
          assetId: world.assets.kiteAds,
          roleIds: [world.role("google_ads", "Read only", "ad_account")],
          purpose: "Reports",
          startsAt: inDays(-30),
          endsAt: inDays(90),
          proof: "attested",
          how: "seen in the list of users",
        },
      ],
    });
    const [id = ""] = grantIds;
    const short = await recordActive(world, { who: "omar", asset: "kiteAds", roles: ["Read only"] });
    await endIn(id, 20);
    await db.$executeRaw`UPDATE "Grant" SET "lastsMinutes" = 60, "endsAt" = now() + interval '20 hours' WHERE id = ${short[0]}::uuid`;
    await remindHolders();
    expect(await told()).toEqual([
      "Erik Levy: Access of the robot Nightly export to Kite – Search ends within a day",
    ]);
  });
});

describe("an end", () => {
  it("that has come, or that somebody decided, is told to the holder, once", async () => {
    const id = await omarsKey();
    await endIn(id, 0);
    await Promise.all([expireGrants(clock, {}), expireGrants(clock, {})]);
    expect(await told()).toEqual(["Omar Rahman: Access of Omar Rahman to Kite – Search has ended"]);
    const [tariqs = ""] = await recordActive(world, { who: "tariq", asset: "kiteAds", roles: ["Read only"] });
    await withdrawGrants(world.people.ingrid.actor, {
      grantIds: [tariqs],
      reason: "No longer on the campaign",
    });
    expect(await told()).toContain("Tariq Haddad: Access of Tariq Haddad to Kite – Search has ended");
  });
});

describe("work", () => {
  const dueIn = (taskId: string, hours: number) =>
    db.$executeRaw`UPDATE "Task" SET "dueAt" = now() + make_interval(hours => ${hours}) WHERE id = ${taskId}::uuid`;

  it("is told to whose it becomes, when it is due and when it is overdue, each once, for several workers", async () => {
    const { taskId } = await begin(world, { who: "omar", asset: "kiteAds", roles: ["Standard"] });
    await dueIn(taskId, 48);
    await Promise.all([tellOfTasks(clock, {}), tellOfTasks(clock, {})]);
    await tellAssignees();
    const { number, title } = await db.task.findUniqueOrThrow({ where: { id: taskId } });
    expect(await told()).toEqual([`Erik Levy: Task ${number} for Erik Levy: ${title}`]);
    await dueIn(taskId, 20);
    await tellAssignees();
    await tellAssignees();
    expect(await told()).toHaveLength(2);
    // "Now" is rounded to a millisecond that may be still to come.
    await dueIn(taskId, -1);
    await tellAssignees();
    await tellAssignees();
    expect((await told()).slice(2).toSorted()).toEqual([
      `Aoife Raman: Task ${number} is overdue: ${title}`,
      `Erik Levy: Task ${number} is overdue: ${title}`,
      `Ingrid Dahl: Task ${number} is overdue: ${title}`,
    ]);
  });

  it("that is overdue after Keyholder was off is told once, not three times", async () => {
    const { taskId } = await begin(world, { who: "omar", asset: "kiteAds", roles: ["Standard"] });
    await dueIn(taskId, -30);
    await tellAssignees();
    await tellAssignees();
    expect((await told()).filter((line) => line.startsWith("Erik"))).toHaveLength(1);
  });

  it("is told to the next one it is handed to, and not to who took it themselves", async () => {
    const { ingrid, erik } = world.people;
    const { tasks } = await createTasks(ingrid.actor, {
      cause: "recorded",
      tasks: [{ kind: "rotate_secret", title: "Change the password", risk: "low", dueAt: inDays(3) }],
    });
    const taskIds = tasks.map(({ id }) => id);
    const nobodys = expect.stringMatching(/Task \d+ has nobody to do it: Change the password/);
    await Promise.all([tellOfTasks(clock, {}), tellOfTasks(clock, {})]);
    await tellAssignees();
    // Those who watch over the register, once each.
    expect(await told()).toEqual([nobodys, nobodys]);
    await db.notification.deleteMany();
    await assignTask(ingrid.actor, { taskIds, assigneeId: ingrid.personId });
    await tellAssignees();
    expect(await told()).toEqual([]);
    await assignTask(ingrid.actor, { taskIds, assigneeId: erik.personId });
    await tellAssignees();
    expect(await told()).toEqual([
      expect.stringMatching(/^Erik Levy: Task \d+ for Erik Levy: Change the password/),
    ]);
  });

  it("that is done and waits for a second person is told to those who could be it, once, and anew when it is done anew", async () => {
    const { erik } = world.people;
    const { taskId } = await begin(world, { who: "omar", asset: "kiteAds", roles: ["Admin"] });
    const done = async () => {
      await attestTask(erik.actor, { taskId, outcome: "done", files: [screenshot()] });
      await db.notification.deleteMany();
    };
    await done();
    await Promise.all([tellOfTasks(clock, {}), tellOfTasks(clock, {})]);
    await tellAssignees();
    const { number, title } = await db.task.findUniqueOrThrow({ where: { id: taskId } });
    // Not Erik, who did it, although he is the custodian; not Omar, whom it is about.
    const waits = [
      `Aoife Raman: Task ${number} waits for a second person: ${title}`,
      `Ingrid Dahl: Task ${number} waits for a second person: ${title}`,
    ];
    expect((await told()).toSorted()).toEqual(waits);
    await reopenTask(erik.actor, { taskId, reason: "It was not so" });
    await done();
    await tellAssignees();
    expect((await told()).toSorted()).toEqual(waits);
    await verifyTask(world.people.ingrid.actor, { taskId, note: "Looked too" });
    await db.notification.deleteMany();
    await tellAssignees();
    expect(await told()).toEqual([]);
  });
});
