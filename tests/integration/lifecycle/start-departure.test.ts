import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { attestTask } from "@/lib/register/attest-task";
import { inDays, leftNothing } from "@/tests/support/grants";
import { refused } from "@/tests/support/outcomes";
import { confirmed } from "@/tests/support/proof";
import { makeWorld, type World } from "@/tests/support/world";
import { giveTariqEverything, hold } from "./holdings";

let world: World;
let stake: Awaited<ReturnType<typeof giveTariqEverything>>;

// One studio for the file: what is refused comes first, then each test has somebody else leave.
beforeAll(async () => {
  world = await makeWorld();
  stake = await giveTariqEverything(world);
});

const HOUR = 3_600_000;
const terminate = (personId: string) => ({ personId, kind: "terminated_now" as const });
const tariq = () => world.people.tariq.personId;

describe("starting a departure", () => {
  it.each([
    ["staff", "omar"],
    ["an account manager", "hannah"],
    ["an auditor", "julia"],
  ] as const)("is refused for %s", async (_, who) => {
    await expect(startDeparture(world.people[who].actor, terminate(tariq()))).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await db.departure.count()).toBe(0);
    expect(
      await db.auditEvent.count({
        where: { outcome: "refused", actorId: world.people[who].personId },
      }),
    ).toBe(1);
  });

  it("is refused for one's own", async () => {
    await expect(
      startDeparture(world.people.sara.actor, terminate(world.people.sara.personId)),
    ).rejects.toMatchObject({ code: "forbidden", message: expect.stringContaining("their own departure") });
  });

  it("is refused for the only owner", async () => {
    await expect(
      confirmed(startDeparture, world.people.sara.actor, terminate(world.people.aoife.personId)),
    ).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("only owner") });
  });

  it.each([
    ["2023-11-01T17:00:00Z", /started on 1 January 2024/],
    ["2024-06-01T17:00:00Z", /more than 90 days ago/],
    ["2126-11-27T17:00:00Z", /more than two years away/],
    ["2026-02-30T17:00:00Z", /not a date|marked fields/],
    [undefined, /Choose the last day/],
  ])("refuses the last moment %s and changes nothing", async (lastMoment, message) => {
    await expect(
      startDeparture(world.people.sara.actor, { personId: tariq(), kind: "leaves", lastMoment }),
    ).rejects.toMatchObject({ code: "invalid_input", message: expect.stringMatching(message) });
    expect(await db.departure.count()).toBe(0);
    expect(await db.grant.count({ where: { state: "removal_due" } })).toBe(0);
  });

  it("does not know somebody who is not there", async () => {
    await expect(
      startDeparture(world.people.sara.actor, terminate("019b0000-0000-7000-8000-000000000000")),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  it("takes everything back, hands everything over and ends the sessions", async () => {
    const started = await confirmed(startDeparture, world.people.sara.actor, terminate(tariq()));

    const tasks = await db.task.findMany({
      where: { cause: "departure", causeId: started.departureId },
      include: { grants: true },
    });
    const kinds = Object.groupBy(tasks, (task) => task.kind);
    expect(Object.fromEntries(Object.entries(kinds).map(([kind, of]) => [kind, of.length]))).toEqual({
      revoke: 3,
      rotate_secret: 1,
      hand_over_robot: 1,
      hand_over_custody: 1,
      hand_over_request: 1,
      name_successor: 1,
      // Two clients with three and two platforms.
      look: 5,
    });
    expect(kinds.revoke?.flatMap((task) => task.grants.map((grant) => grant.grantId)).sort()).toEqual(
      [stake.manager, stake.analytics, stake.invitation].sort(),
    );
    expect(kinds.rotate_secret?.[0]).toMatchObject({
      identityId: stake.loginId,
      assigneeId: world.people.omar.personId,
    });
    expect(tasks.every((task) => task.assigneeId !== tariq())).toBe(true);

    const departure = await db.departure.findUniqueOrThrow({ where: { id: started.departureId } });
    const hoursOf = (risk: string) =>
      tasks
        .filter((task) => task.risk === risk && task.kind !== "look")
        .map((task) => (task.dueAt.getTime() - departure.startedAt.getTime()) / HOUR);
    expect(new Set(hoursOf("administrator"))).toEqual(new Set([1]));
    expect(new Set(hoursOf("low"))).toEqual(new Set([4]));
    expect(
      kinds.look
        ?.map(({ risk, dueAt }) => [risk, (dueAt.getTime() - departure.startedAt.getTime()) / HOUR])
        .toSorted(),
    ).toEqual([...Array(2).fill(["administrator", 25]), ...Array(3).fill(["elevated", 28])]);

    const person = await db.person.findUniqueOrThrow({ where: { id: tariq() } });
    expect(person.accessEndsAt).toEqual(departure.lastMoment);
    expect(await db.session.count({ where: { account: { personId: tariq() }, revokedAt: null } })).toBe(0);
    expect(await db.requestItem.findMany({ where: { personId: tariq() }, select: { state: true } })).toEqual([
      { state: "cancelled" },
    ]);
    expect(await db.requestItem.count({ where: { requesterId: tariq(), state: "waiting" } })).toBe(1);
    expect(await db.task.findUniqueOrThrow({ where: { id: stake.taskId } })).toMatchObject({
      assigneeId: world.people.erik.personId,
    });
    expect(started).toMatchObject({ taken: 3, notGranted: 0, requestsCancelled: 1, tasksHandedOn: 1 });
    expect(
      await db.auditEvent.count({ where: { action: "lifecycle.start-departure", outcome: "done" } }),
    ).toBeGreaterThanOrEqual(2);
  });

  it("is due by the last moment when the person leaves later", async () => {
    await hold(world, "omar", world.assets.kiteAds, world.role("google_ads", "Admin"));
    const lastMoment = new Date(Date.now() + 72 * HOUR);
    const { departureId } = await startDeparture(world.people.ingrid.actor, {
      personId: world.people.omar.personId,
      kind: "leaves",
      lastMoment: lastMoment.toISOString(),
    });
    const tasks = await db.task.findMany({ where: { causeId: departureId } });
    const dueOf = (isLook: boolean) =>
      new Set(tasks.filter(({ kind }) => (kind === "look") === isLook).map((task) => task.dueAt.getTime()));
    expect(dueOf(false)).toEqual(new Set([lastMoment.getTime()]));
    // A look before the last moment would prove nothing of the time until then.
    expect(dueOf(true)).toEqual(new Set([lastMoment.getTime() + 24 * HOUR]));
  });

  it("names no successor where somebody who stays administers, directly or from above", async () => {
    await hold(world, "erik", world.assets.manager, world.role("google_ads", "Admin"));
    await hold(world, "priya", world.assets.northwindAds, world.role("google_ads", "Admin"));
    const { departureId } = await confirmed(
      startDeparture,
      world.people.sara.actor,
      terminate(world.people.priya.personId),
    );
    expect(await db.task.count({ where: { causeId: departureId, kind: "name_successor" } })).toBe(0);
  });

  it("counts once when two start it at once, and says so the second time", async () => {
    const hannah = world.people.hannah.personId;
    const both = await Promise.allSettled([
      confirmed(startDeparture, world.people.sara.actor, terminate(hannah)),
      confirmed(startDeparture, world.people.ingrid.actor, terminate(hannah)),
    ]);
    expect(both.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(confirmed(startDeparture, world.people.sara.actor, terminate(hannah))).rejects.toMatchObject(
      {
        code: "conflict",
        message: expect.stringMatching(/already under way \(D-\d+\)/),
      },
    );
    expect(await db.departure.count({ where: { personId: hannah } })).toBe(1);
  });

  it("keeps the last administrator until another one is there, or until the last moment; who is terminated goes at once", async () => {
    const { erik, julia, sara, ingrid } = world.people;
    const leave = async (
      who: "erik" | "julia",
      asked: { kind: "leaves" | "terminated_now"; lastMoment?: string },
    ) => {
      const grantId = await hold(world, who, world.assets.kiteAnalytics, world.role("ga4", "Administrator"));
      await confirmed(startDeparture, sara.actor, { personId: world.people[who].personId, ...asked });
      const { taskId } = await db.taskGrant.findFirstOrThrow({ where: { grantId } });
      const followUps = await leftNothing(taskId);
      const remove = () => attestTask(ingrid.actor, { taskId, outcome: "done", note: "Removed.", followUps });
      return { taskId, remove };
    };
    const eriks = await leave("erik", { kind: "leaves", lastMoment: inDays(5).toISOString() });
    await refused(eriks.remove(), "conflict", /nobody else administers kite\.example/);
    await db.task.update({ where: { id: eriks.taskId }, data: { dueAt: inDays(-1) } });
    await eriks.remove();
    const julias = await leave("julia", { kind: "terminated_now" });
    await julias.remove();
    const open = await db.task.count({
      where: {
        kind: "name_successor",
        state: "open",
        assetId: world.assets.kiteAnalytics,
        personId: { in: [erik.personId, julia.personId] },
      },
    });
    expect(open).toBe(2);
  });
});

describe("whoever takes over, and who has never started", () => {
  it("has robots, custodies, requests and work at once, and a death is told of nowhere", async () => {
    const again = await makeAgain();
    const { id: heir } = await db.person.create({ data: { name: "Hedda Heir" } });
    const { departureId } = await startDeparture(again.world.people.sara.actor, {
      personId: again.world.people.tariq.personId,
      kind: "died",
      heirId: heir,
    });
    expect(await db.robot.findUniqueOrThrow({ where: { id: again.stake.robotId } })).toMatchObject({
      ownerId: heir,
    });
    expect(await db.asset.count({ where: { custodianId: again.world.people.tariq.personId } })).toBe(0);
    const tasks = await db.task.findMany({ where: { causeId: departureId } });
    expect(tasks.find((task) => task.kind === "hand_over_custody")?.assigneeId).toBe(heir);
    expect(tasks.some((task) => task.assigneeId === again.world.people.tariq.personId)).toBe(false);
    expect(tasks.map((task) => task.title).join(" ")).not.toMatch(/died|dead|death|ill/i);
  });

  it("refuses an heir who leaves, or the leaver, and changes nothing", async () => {
    const { people } = world;
    const left = await db.departure.count();
    const gone = await db.person.create({ data: { name: "Also Leaving", accessEndsAt: inDays(3) } });
    const stays = await db.person.create({ data: { name: "Has Nothing" } });
    for (const heirId of [gone.id, stays.id])
      await refused(
        startDeparture(people.sara.actor, { personId: stays.id, kind: "died", heirId }),
        "invalid_input",
        /leaving too/,
      );
    expect(await db.departure.count()).toBe(left);
  });

  it("is done with at once when somebody has never started and nothing was begun", async () => {
    const { people, assets } = world;
    const newcomer = await db.person.create({ data: { name: "Never Came", startsOn: inDays(4) } });
    const grant = await db.grant.create({
      data: {
        personId: newcomer.id,
        assetId: assets.kiteAnalytics,
        roleId: world.role("ga4", "Viewer"),
        purpose: "Campaigns",
        startsAt: inDays(4),
        endsAt: inDays(60),
        state: "to_grant",
        cause: "recorded",
        transitions: { create: { state: "to_grant", at: new Date() } },
      },
    });
    const { departureId } = await startDeparture(people.ingrid.actor, {
      personId: newcomer.id,
      kind: "never_started",
    });
    expect(await db.grant.findUniqueOrThrow({ where: { id: grant.id } })).toMatchObject({
      state: "not_granted",
    });
    expect((await db.person.findUniqueOrThrow({ where: { id: newcomer.id } })).endedAt).not.toBeNull();
    expect((await db.departure.findUniqueOrThrow({ where: { id: departureId } })).certifiedAt).not.toBeNull();
  });
});

/** Tariq with everything, in a studio that is as new. */
async function makeAgain() {
  const { tariq } = world.people;
  await db.departure.updateMany({
    where: { personId: tariq.personId },
    data: { cancelledAt: new Date(), cancelReason: "For another test." },
  });
  await db.person.update({ where: { id: tariq.personId }, data: { accessEndsAt: null } });
  await db.robot.update({ where: { id: stake.robotId }, data: { ownerId: tariq.personId } });
  return { world, stake };
}
