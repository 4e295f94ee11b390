import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { readListState } from "@/lib/list-state";
import { giveToCustodian } from "@/lib/register/give-to-custodian";
import { getTask } from "@/lib/register/queries/get-task";
import { listTasks, taskFilters } from "@/lib/register/queries/list-tasks";
import { begin, withNewAccount } from "@/tests/support/grants";
import { refused, twiceAtOnce } from "@/tests/support/outcomes";
import { makeWorld, type World } from "@/tests/support/world";

let studio: World;
let world: World;
beforeAll(async () => {
  studio = await makeWorld();
});
beforeEach(async () => {
  world = await withNewAccount(studio);
  await db.asset.update({ where: { id: world.assets.kiteAds }, data: { custodianId: null } });
});

const give = (who: "omar" | "erik") => begin(world, { who, asset: "kiteAds", roles: ["Standard"] });
const hannah = () => world.people.hannah.actor;
const erik = () => world.people.erik.personId;
const assigneeOf = async (id: string) => (await db.task.findUniqueOrThrow({ where: { id } })).assigneeId;

describe("an account without a custodian", () => {
  it("is said on its work, and whoever keeps the clients can name one there", async () => {
    const { taskId } = await give("omar");
    const list = await listTasks(hannah(), readListState({ asset: world.assets.kiteAds }, taskFilters));
    expect(list.rows).toMatchObject([{ id: taskId, withoutCustodian: true, assigneeId: null }]);
    expect((await getTask(hannah(), taskId))?.can.nameCustodian).toBe(true);
    expect((await getTask(world.people.sara.actor, taskId))?.can.nameCustodian).toBe(false);
  });

  it("gets one from a task, who gets the open work there but not what is about themselves", async () => {
    const [{ taskId }, own] = [await give("omar"), await give("erik")];
    expect(await giveToCustodian(hannah(), { taskId, custodianId: erik() })).toEqual({ given: 1 });
    expect(await assigneeOf(taskId)).toBe(erik());
    expect(await assigneeOf(own.taskId)).toBeNull();
    expect(await db.asset.findUniqueOrThrow({ where: { id: world.assets.kiteAds } })).toMatchObject({
      custodianId: erik(),
    });
    expect((await getTask(hannah(), taskId))?.withoutCustodian).toBe(false);
    const events = await db.auditEvent.findMany({
      where: { objectId: { in: [taskId, world.assets.kiteAds] }, action: { endsWith: "custodian" } },
      orderBy: { action: "asc" },
    });
    expect(events.map(({ action, outcome }) => [action, outcome])).toEqual([
      ["clients.name-custodian", "done"],
      ["register.give-to-custodian", "done"],
    ]);
  });

  it("keeps what somebody has already been given", async () => {
    const { taskId } = await give("omar");
    await db.task.update({ where: { id: taskId }, data: { assigneeId: world.people.priya.personId } });
    expect(await giveToCustodian(hannah(), { taskId, custodianId: erik() })).toEqual({ given: 0 });
    expect(await assigneeOf(taskId)).toBe(world.people.priya.personId);
  });

  it("is named once of two at once, and not again with another", async () => {
    const { taskId } = await give("omar");
    const [one, other] = [erik(), world.people.priya.personId];
    const names = [one, other];
    expect(
      await twiceAtOnce(() => giveToCustodian(hannah(), { taskId, custodianId: names.pop() ?? "" })),
    ).toBe(1);
    const named = await assigneeOf(taskId);
    await refused(
      giveToCustodian(hannah(), { taskId, custodianId: named === one ? other : one }),
      "conflict",
      /has a custodian by now/,
    );
    expect(await assigneeOf(taskId)).toBe(named);
  });

  it("is refused for staff, for HR, for a task that is not there, and for somebody who leaves or has left", async () => {
    const { taskId } = await give("omar");
    const name = (custodianId: string) => ({ taskId, custodianId });
    await refused(giveToCustodian(world.people.tariq.actor, name(erik())), "forbidden");
    await refused(giveToCustodian(world.people.sara.actor, name(erik())), "forbidden");
    await refused(giveToCustodian(hannah(), { ...name(erik()), taskId: erik() }), "not_found");
    await refused(giveToCustodian(hannah(), name(taskId)), "invalid_input", /works here/);
    const leaver = await db.person.create({
      data: { name: "Lea Ver", accessEndsAt: new Date("2126-01-01") },
    });
    await refused(giveToCustodian(hannah(), name(leaver.id)), "invalid_input", /is leaving/);
    expect(await assigneeOf(taskId)).toBeNull();
  });
});
