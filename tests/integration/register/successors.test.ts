import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { attestTask } from "@/lib/register/attest-task";
import { endGrants } from "@/lib/register/end-grants";
import { reopenTask } from "@/lib/register/reopen-task";
import { withdrawGrants } from "@/lib/register/withdraw-grants";
import { begin, leftNothing, recordActive, stateOf, withNewAccount } from "@/tests/support/grants";
import { makeWorld, type World } from "@/tests/support/world";

let studio: World;
let world: World;
beforeAll(async () => {
  studio = await makeWorld();
});
beforeEach(async () => {
  world = await withNewAccount(studio);
});

const hold = async (who: "tariq" | "omar", role = "Admin") =>
  (await recordActive(world, { who, asset: "kiteAds", roles: [role] }))[0] ?? "";

const successors = () =>
  db.task.findMany({
    where: { assetId: world.assets.kiteAds, kind: "name_successor", state: "open" },
    orderBy: { number: "asc" },
  });

const remove = async (taskId: string) =>
  attestTask(world.people.ingrid.actor, {
    taskId,
    outcome: "done",
    note: "Removed.",
    followUps: await leftNothing(taskId),
  });

const end = async (grantIds: string[]) => {
  const { tasks } = await endGrants(world.people.ingrid.actor, { grantIds, reason: "Over", cause: "expiry" });
  return tasks.map((task) => task.id);
};

describe("the last administrator of a client's account", () => {
  it("does not go before another one is there with proof", async () => {
    const grantId = await hold("tariq");
    const [taskId = ""] = await end([grantId]);
    const [successor] = await successors();
    expect([successor?.cause, successor?.risk, successor?.assigneeId]).toEqual([
      "expiry",
      "administrator",
      world.people.erik.personId,
    ]);
    await expect(remove(taskId)).rejects.toThrow(/nobody else administers Kite – Search/);
    const done = { taskId: successor?.id ?? "", outcome: "done" as const, note: "Omar is there." };
    await expect(attestTask(world.people.erik.actor, done)).rejects.toThrow(/knows no other administrator/);
    const omar = await begin(world, { who: "omar", asset: "kiteAds", roles: ["Admin"] });
    await expect(attestTask(world.people.erik.actor, done)).rejects.toThrow(/knows no other administrator/);
    await attestTask(world.people.erik.actor, { taskId: omar.taskId, outcome: "done", note: "Given." });
    await attestTask(world.people.erik.actor, done);
    await remove(taskId);
    expect(await stateOf(grantId)).toBe("removed attested");
  });

  it("may go when the client takes the account back, and stays again when that is undone", async () => {
    const grantId = await hold("tariq");
    const [taskId = ""] = await end([grantId]);
    const [successor] = await successors();
    const back = { taskId: successor?.id ?? "", outcome: "done_differently" as const };
    await attestTask(world.people.erik.actor, { ...back, note: "Carla at Kite administers it." });
    await reopenTask(world.people.erik.actor, { taskId: back.taskId, reason: "She has not." });
    await expect(remove(taskId)).rejects.toThrow(/nobody else administers/);
    await attestTask(world.people.erik.actor, { ...back, note: "Now she does." });
    await remove(taskId);
  });

  it("goes at once in an emergency, and leaves the task to name another one", async () => {
    const grantId = await hold("tariq");
    const { tasks } = await withdrawGrants(world.people.ingrid.actor, {
      grantIds: [grantId],
      reason: "The account was taken over.",
      emergency: true,
    });
    await remove(tasks[0]?.id ?? "");
    expect(await successors()).toHaveLength(1);
  });

  it("is not asked for while another one stays, for a lesser role, or where the client administers", async () => {
    const omar = await hold("omar");
    await end([await hold("tariq")]);
    expect(await successors()).toEqual([]);
    await end([omar]);
    expect(await successors()).toHaveLength(1);

    world = await withNewAccount(studio);
    await end([await hold("tariq", "Standard")]);
    expect(await successors()).toEqual([]);

    world = await withNewAccount(studio);
    const contact = await db.clientContact.create({
      data: { clientId: world.kite.id, name: "Carla", email: `${crypto.randomUUID()}@kite.example` },
    });
    await db.asset.update({
      where: { id: world.assets.kiteAds },
      data: { custodianId: null, contactCustodianId: contact.id },
    });
    await end([await hold("tariq")]);
    expect(await successors()).toEqual([]);
  });

  it("is asked for by a change of role, and by two who go at once", async () => {
    await hold("tariq");
    const { taskId } = await begin(world, { who: "tariq", asset: "kiteAds", roles: ["Read only"] });
    expect(await successors()).toHaveLength(1);
    const change = { taskId, outcome: "done" as const, note: "Changed." };
    await expect(attestTask(world.people.erik.actor, change)).rejects.toThrow(/nobody else administers/);

    world = await withNewAccount(studio);
    const [first, second] = [await hold("tariq"), await hold("omar")];
    await Promise.all([end([first]), end([second])]);
    expect(await successors()).toHaveLength(1);
  });
});
