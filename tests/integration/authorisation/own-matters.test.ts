import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { addRobot } from "@/lib/people/add-robot";
import { createTasks } from "@/lib/register/create-tasks";
import { dropTasks } from "@/lib/register/drop-tasks";
import { recordGrant } from "@/lib/register/record-grant";
import { resolveFinding } from "@/lib/register/resolve-finding";
import { inDays } from "@/tests/support/grants";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});

/** A task that takes a shared login's secret away from somebody: no grant stands behind it. */
async function rotationAbout(personId: string): Promise<string> {
  const { tasks } = await createTasks(world.people.aoife.actor, {
    cause: "recorded",
    tasks: [{ kind: "rotate_secret", title: "Change the password", personId, risk: "low", dueAt: inDays(1) }],
  });
  return tasks[0]?.id ?? "";
}

describe("cancelling a task", () => {
  it("is not HR's to do, who may only take back", async () => {
    const { sara, ingrid, omar } = world.people;
    const taskId = await rotationAbout(omar.personId);
    const asSara = dropTasks(sara.actor, { taskIds: [taskId], reason: "A favour" });
    await expect(asSara).rejects.toMatchObject({ code: "forbidden" });
    await dropTasks(ingrid.actor, { taskIds: [taskId], reason: "Done by the client" });
    expect(await db.task.findUniqueOrThrow({ where: { id: taskId } })).toMatchObject({ state: "cancelled" });
  });

  it("is nobody's to do about themselves", async () => {
    const { ingrid } = world.people;
    const taskId = await rotationAbout(ingrid.personId);
    const own = dropTasks(ingrid.actor, { taskIds: [taskId], reason: "Not needed" });
    await expect(own).rejects.toThrow(/about you/);
    expect(await db.task.findUniqueOrThrow({ where: { id: taskId } })).toMatchObject({ state: "open" });
  });
});

describe("a robot's access is its owner's", () => {
  const line = (robotId: string) => ({
    robotId,
    assetId: world.assets.kiteAds,
    roleIds: [world.role("google_ads", "Standard", "ad_account")],
    purpose: "Reports",
    startsAt: inDays(-1),
    endsAt: inDays(30),
  });

  it("so the owner neither attests it nor decides a finding about it", async () => {
    const { ingrid, aoife } = world.people;
    const { id } = await addRobot(aoife.actor, {
      name: "Report bot",
      kind: "api_token",
      ownerId: ingrid.personId,
      purpose: "Reports",
    });
    const own = recordGrant(ingrid.actor, { grants: [{ ...line(id), proof: "attested", how: "seen" }] });
    await expect(own).rejects.toThrow(/attests their own/);
    const { grantIds } = await recordGrant(aoife.actor, {
      grants: [{ ...line(id), proof: "attested", how: "seen" }],
    });
    const finding = await db.finding.create({
      data: { kind: "granted_differently", grantId: grantIds[0] ?? "", detail: "More than approved" },
    });
    const decide = (actor: typeof ingrid.actor) =>
      resolveFinding(actor, { findingId: finding.id, resolution: "Stays" });
    await expect(decide(ingrid.actor)).rejects.toThrow(/your own access/);
    await decide(aoife.actor);
  });
});
