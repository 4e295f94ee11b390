import { beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { beginAbsence } from "@/lib/lifecycle/begin-absence";
import { cancelDeparture } from "@/lib/lifecycle/cancel-departure";
import { confirmKey } from "@/lib/lifecycle/confirm-key";
import { endAbsence } from "@/lib/lifecycle/end-absence";
import { followAbsences } from "@/lib/lifecycle/jobs";
import { planAbsence } from "@/lib/lifecycle/plan-absence";
import { getAbsence } from "@/lib/lifecycle/queries/get-absence";
import { remindOfAbsences } from "@/lib/lifecycle/remind-of-absences";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { attestTask } from "@/lib/register/attest-task";
import { asNow } from "@/tests/support/as-now";
import { inDays, leftNothing } from "@/tests/support/grants";
import { refused, twiceAtOnce } from "@/tests/support/outcomes";
import { makeWorld, type World } from "@/tests/support/world";
import { giveTariqEverything } from "./holdings";

let world: World;
let stake: Awaited<ReturnType<typeof giveTariqEverything>>;
beforeAll(async () => {
  world = await makeWorld();
  stake = await giveTariqEverything(world);
});

const day = (days: number) => inDays(days).toISOString().slice(0, 10);
const clock = systemActor("clock");
const tariq = () => world.people.tariq.personId;
const person = () => db.person.findUniqueOrThrow({ where: { id: tariq() } });
const grant = (id: string) => db.grant.findUniqueOrThrow({ where: { id } });
const newest = async () =>
  (await db.absence.findFirstOrThrow({ where: { personId: tariq() }, orderBy: { number: "desc" } })).id;
const away = { kind: "parental" as const, expectedOn: day(200) };

describe("an absence", () => {
  it("is refused for staff, for one's own, and for days that cannot be right", async () => {
    const { omar, sara } = world.people;
    const plan = { personId: tariq(), ...away, startsOn: day(3) };
    await refused(planAbsence(omar.actor, plan), "forbidden");
    await refused(planAbsence(sara.actor, { ...plan, personId: sara.personId }), "forbidden", /own absence/);
    await refused(
      planAbsence(sara.actor, { ...plan, expectedOn: day(3) }),
      "invalid_input",
      /after the first/,
    );
    await refused(planAbsence(sara.actor, { ...plan, startsOn: day(900) }), "invalid_input", /two years/);
    await refused(planAbsence(sara.actor, { ...plan, standInId: tariq() }), "invalid_input");
    expect(await db.absence.count()).toBe(0);
  });

  it("that lies ahead suspends nothing yet, and is there once, also for two at once", async () => {
    const plan = { personId: tariq(), ...away, startsOn: day(3), standInId: world.people.erik.personId };
    expect(await twiceAtOnce(() => planAbsence(world.people.sara.actor, plan))).toBe(1);
    expect(await person()).toMatchObject({ accessEndsAt: null, awaySince: null });
    expect((await grant(stake.manager)).state).toBe("active");
    await refused(
      beginAbsence(world.people.sara.actor, { absenceId: await newest() }),
      "conflict",
      /day before/,
    );
    await followAbsences();
    expect((await db.absence.findFirstOrThrow()).begunAt).toBeNull();
  });

  it("begins by itself on its day: keys are taken back and remembered, duties go to who stands in", async () => {
    await db.absence.updateMany({ data: { startsOn: inDays(-1) } });
    const [one, other] = await Promise.all([followAbsences(), followAbsences()]);
    expect([one?.said, other?.said].filter((said) => said?.startsWith("1 "))).toHaveLength(1);
    const absenceId = await newest();
    const keys = [stake.manager, stake.analytics, stake.invitation];
    for (const id of keys) expect((await grant(id)).state).toBe("removal_due");
    expect(await db.suspendedKey.count({ where: { absenceId } })).toBe(keys.length);
    const tasks = await db.task.findMany({ where: { cause: "absence", causeId: absenceId } });
    expect(new Set(tasks.map((task) => task.kind))).toEqual(
      new Set([
        "revoke",
        "rotate_secret",
        "hand_over_robot",
        "hand_over_custody",
        "hand_over_request",
        "name_successor",
      ]),
    );
    expect(await db.robot.findUniqueOrThrow({ where: { id: stake.robotId } })).toMatchObject({
      ownerId: world.people.erik.personId,
    });
    expect(await db.asset.count({ where: { custodianId: tariq() } })).toBe(0);
    expect(await db.task.count({ where: { assigneeId: tariq(), state: "open" } })).toBe(0);
    expect(await db.requestItem.count({ where: { personId: tariq(), state: "waiting" } })).toBe(0);
    expect(await db.session.count({ where: { account: { personId: tariq() }, revokedAt: null } })).toBe(0);
    const { awaySince, accessEndsAt } = await person();
    expect(awaySince).not.toBeNull();
    expect(accessEndsAt).toEqual(awaySince);
  });

  it("keeps them out whatever a departure says meanwhile, and when it is cancelled", async () => {
    const sara = await asNow(world, "sara");
    const { awaySince } = await person();
    const { departureId } = await startDeparture(sara, {
      personId: tariq(),
      kind: "leaves",
      lastMoment: inDays(30),
    });
    expect((await person()).accessEndsAt).toEqual(awaySince);
    await expect(
      db.person.update({ where: { id: tariq() }, data: { accessEndsAt: inDays(30) } }),
    ).rejects.toThrow(/person_away_without_access/);
    await cancelDeparture(sara, { departureId, reason: "They come back after all." });
    expect(await person()).toMatchObject({ awaySince, accessEndsAt: awaySince });
    expect(await db.grant.count({ where: { personId: tariq(), state: "active" } })).toBe(0);
    expect(await db.task.count({ where: { causeId: departureId, state: "open" } })).toBe(0);
  });

  it("is told of once when they are expected back, and by the clock alone", async () => {
    await refused(remindOfAbsences(world.people.sara.actor, {}), "forbidden");
    await db.absence.updateMany({ data: { expectedOn: inDays(4) } });
    await remindOfAbsences(clock, {});
    await remindOfAbsences(clock, {});
    const told = await db.notification.findMany({ where: { kind: "absence.return" } });
    expect(told.map((each) => each.personId)).toContain(world.people.sara.personId);
    expect(new Set(told.map((each) => each.personId)).size).toBe(told.length);
  });

  it("confirms nothing before they have returned, and gives nothing back by their return", async () => {
    const absenceId = await newest();
    const sara = await asNow(world, "sara");
    const needed = { absenceId, grantId: stake.analytics, answer: "needed" as const };
    await refused(confirmKey(sara, needed), "conflict", /has not returned/);
    await refused(endAbsence(world.people.omar.actor, { absenceId }), "forbidden");
    expect(await twiceAtOnce(() => endAbsence(sara, { absenceId }))).toBe(1);
    expect(await person()).toMatchObject({ awaySince: null, accessEndsAt: null });
    expect(await db.grant.count({ where: { personId: tariq(), state: "active" } })).toBe(0);
  });
});

describe("each key at the return", () => {
  it("is kept where nobody has taken it away, asked for anew where it is gone, or dropped", async () => {
    const absenceId = await newest();
    const sara = await asNow(world, "sara");
    const taken = await db.task.findFirstOrThrow({
      where: { kind: "revoke", state: "open", grants: { some: { grantId: stake.analytics } } },
    });
    await attestTask(world.people.ingrid.actor, {
      taskId: taken.id,
      outcome: "done",
      note: "Removed.",
      followUps: await leftNothing(taken.id),
    });
    const answer = (grantId: string, what: "needed" | "dropped", more = {}) =>
      confirmKey(sara, { absenceId, grantId, answer: what, ...more });
    await refused(answer(stake.analytics, "needed"), "invalid_input", /what has to be done/);
    const own = { absenceId, grantId: stake.analytics, answer: "dropped" as const };
    await refused(confirmKey(await asNow(world, "tariq"), own), "forbidden");
    expect(await twiceAtOnce(() => answer(stake.manager, "needed"))).toBe(1);
    expect((await grant(stake.manager)).state).toBe("active");
    const { requestId } = await answer(stake.analytics, "needed", { work: "look-at-reports" });
    expect(await db.requestItem.findFirstOrThrow({ where: { requestId: requestId ?? "" } })).toMatchObject({
      personId: tariq(),
      assetId: world.assets.kiteAnalytics,
      state: "waiting",
    });
    expect((await grant(stake.analytics)).state).toBe("removed");
    await answer(stake.invitation, "dropped");
    expect((await grant(stake.invitation)).state).toBe("removal_due");

    const page = await getAbsence(world.people.julia.actor, absenceId);
    expect(page?.keys.map((key) => key.answer).toSorted()).toEqual(["dropped", "needed", "needed"]);
    expect(page?.can).toEqual({ end: false, confirm: false });
  });

  it("is called off before it begins, and never returned from then", async () => {
    const sara = await asNow(world, "sara");
    const { absenceId } = await planAbsence(sara, { personId: tariq(), kind: "other", startsOn: day(9) });
    expect(await endAbsence(sara, { absenceId })).toMatchObject({ outcome: "called_off" });
    await refused(endAbsence(sara, { absenceId }), "conflict", /over already/);
  });
});
