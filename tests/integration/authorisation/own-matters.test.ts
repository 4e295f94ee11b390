import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { addRobot } from "@/lib/people/add-robot";
import { assignTask } from "@/lib/register/assign-task";
import { attestTask } from "@/lib/register/attest-task";
import { beginGrants } from "@/lib/register/begin-grants";
import { changeGrantEnd } from "@/lib/register/change-grant-end";
import { createTasks } from "@/lib/register/create-tasks";
import { dropTasks } from "@/lib/register/drop-tasks";
import { getTask } from "@/lib/register/queries/get-task";
import { listAssignees } from "@/lib/register/queries/list-assignees";
import { recordGrant } from "@/lib/register/record-grant";
import { resolveFinding } from "@/lib/register/resolve-finding";
import { verifyTask } from "@/lib/register/verify-task";
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

describe("a shared login's access is everybody's who knows the secret", () => {
  /** A login that Ingrid and Tariq know, of this test alone. */
  const login = async () => {
    const { ingrid, tariq } = world.people;
    const { id } = await db.identity.create({
      data: {
        address: `${crypto.randomUUID().slice(0, 8)}@studio.example`,
        kind: "service",
        shared: true,
        holders: { create: [{ personId: ingrid.personId }, { personId: tariq.personId }] },
      },
    });
    return id;
  };
  const line = (identityId: string) => ({
    identityId,
    assetId: world.assets.kiteAds,
    roleIds: [world.role("google_ads", "Standard", "ad_account")],
    purpose: "Reports",
    endsAt: inDays(30),
  });
  const record = (identityId: string) => ({
    grants: [{ ...line(identityId), startsAt: inDays(-1), proof: "attested" as const, how: "seen" }],
  });

  it("so none of them attests it, extends it, gives it or decides a finding about it", async () => {
    const { ingrid, aoife } = world.people;
    const id = await login();
    await expect(recordGrant(ingrid.actor, record(id))).rejects.toThrow(/attests their own/);
    const { grantIds } = await recordGrant(aoife.actor, record(id));
    const grantId = grantIds[0] ?? "";
    const extend = (actor: typeof ingrid.actor) =>
      changeGrantEnd(actor, { grantId, endsAt: inDays(40), reason: "Longer" });
    await expect(extend(ingrid.actor)).rejects.toThrow(/extends their own/);
    await changeGrantEnd(ingrid.actor, { grantId, endsAt: inDays(20), reason: "Shorter" });
    await extend(aoife.actor);
    const finding = await db.finding.create({
      data: { kind: "granted_differently", grantId, detail: "More than approved" },
    });
    const decide = (actor: typeof ingrid.actor) =>
      resolveFinding(actor, { findingId: finding.id, resolution: "Stays" });
    await expect(decide(ingrid.actor)).rejects.toThrow(/your own access/);
    await decide(aoife.actor);
    const other = await login();
    const give = (actor: typeof ingrid.actor) =>
      beginGrants(actor, { grants: [line(other)], cause: "recorded" });
    await expect(give(ingrid.actor)).rejects.toThrow(/gives access to themselves/);
    await give(aoife.actor);
  });

  it("so none of them does, takes, drops or confirms its tasks, and the database holds that too", async () => {
    const { ingrid, aoife, erik, tariq } = world.people;
    const { tasks } = await beginGrants(aoife.actor, { grants: [line(await login())], cause: "recorded" });
    const taskId = tasks[0]?.id ?? "";
    const done = { taskId, outcome: "done" as const, note: "Added" };
    await expect(attestTask(ingrid.actor, done)).rejects.toThrow(/about you/);
    await expect(dropTasks(ingrid.actor, { taskIds: [taskId], reason: "No" })).rejects.toThrow(/about you/);
    await expect(assignTask(aoife.actor, { taskIds: [taskId], assigneeId: tariq.personId })).rejects.toThrow(
      /about this person/,
    );
    const seen = await getTask(ingrid.actor, taskId);
    expect(seen?.can.attest).toBe(false);
    const choices = await listAssignees(aoife.actor, { subjectId: null, behindIds: seen?.behindIds ?? [] });
    expect(choices.map(({ value }) => value)).not.toContain(tariq.personId);
    const byHand = (data: object) => db.task.update({ where: { id: taskId }, data });
    const attested = { state: "attested", outcome: "done", attestedAt: new Date() };
    await expect(byHand({ ...attested, attestedById: tariq.personId })).rejects.toThrow(
      /task_done_by_another/,
    );
    await attestTask(erik.actor, done);
    await expect(verifyTask(ingrid.actor, { taskId, note: "Seen" })).rejects.toThrow(/about you/);
    await expect(
      byHand({ state: "verified", verifiedAt: new Date(), verifiedById: tariq.personId }),
    ).rejects.toThrow(/task_verified_by_another/);
    await verifyTask(aoife.actor, { taskId, note: "Seen" });
  });

  it("but whoever else knows it changes the password when one of them leaves", async () => {
    const { aoife, ingrid, tariq } = world.people;
    const { tasks } = await createTasks(aoife.actor, {
      cause: "recorded",
      tasks: [
        {
          kind: "rotate_secret",
          title: "Change the password",
          personId: tariq.personId,
          identityId: await login(),
          risk: "low",
          dueAt: inDays(1),
        },
      ],
    });
    await attestTask(ingrid.actor, { taskId: tasks[0]?.id ?? "", outcome: "done", note: "Changed" });
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
