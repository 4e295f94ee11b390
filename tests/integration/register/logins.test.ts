import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { planLogin } from "@/lib/people/plan-login";
import { attestTask } from "@/lib/register/attest-task";
import { remindOfSharedLogins } from "@/lib/register/jobs";
import { listLogins } from "@/lib/register/queries/list-logins";
import { recordGrant } from "@/lib/register/record-grant";
import { reopenTask } from "@/lib/register/reopen-task";
import { takeOffLogin } from "@/lib/register/take-off-login";
import { inDays, withNewAccount } from "@/tests/support/grants";
import { makeWorld, type World } from "@/tests/support/world";

let studio: World;
let world: World;
let identityId: string;
beforeAll(async () => {
  studio = await makeWorld();
});
beforeEach(async () => {
  world = await withNewAccount(studio);
  const { tariq, erik } = world.people;
  const login = await db.identity.create({
    data: {
      address: `social-${crypto.randomUUID().slice(0, 8)}@kite.example`,
      kind: "client_issued",
      shared: true,
      holders: {
        create: [
          { personId: tariq.personId, since: inDays(-50) },
          { personId: erik.personId, since: inDays(-40) },
        ],
      },
    },
  });
  identityId = login.id;
  await recordGrant(world.people.ingrid.actor, {
    grants: [
      {
        identityId,
        assetId: world.assets.kiteAds,
        roleIds: [world.role("google_ads", "Standard")],
        purpose: "Posting",
        endsAt: inDays(90),
        proof: "unproved",
      },
    ],
  });
});

const row = async () => (await listLogins(world.people.ingrid.actor)).find((each) => each.id === identityId);

const plan = () => ({
  identityId,
  keptIn: "1Password › Studio › Kite",
  why: "The platform has one seat",
  endsOn: inDays(60).toISOString().slice(0, 10),
  plan: "The client buys seats",
  planBy: inDays(30).toISOString().slice(0, 10),
  planOwnerId: world.people.erik.personId,
  mfa: "on" as const,
  mfaCheckedAt: new Date().toISOString().slice(0, 10),
});

describe("plan-login", () => {
  it("puts a login in hand, and a second plan takes the place of the first", async () => {
    expect((await row())?.lacks).toEqual(["no plan", "second factor not known"]);
    await planLogin(world.people.sara.actor, plan());
    expect((await row())?.lacks).toEqual([]);
    await planLogin(world.people.ingrid.actor, { ...plan(), plan: "Ended instead" });
    expect((await row())?.plan?.text).toBe("Ended instead");
    expect(await db.sharedLoginPlan.count({ where: { identityId } })).toBe(1);
  });

  it("takes no secret, no plan beyond the end, and none for a login that nobody shares", async () => {
    const ingrid = world.people.ingrid.actor;
    await expect(planLogin(ingrid, { ...plan(), keptIn: "Kite2026!" })).rejects.toMatchObject({
      fields: { keptIn: [expect.stringMatching(/secret itself/)] },
    });
    await expect(planLogin(ingrid, { ...plan(), plan: "Password: kite" })).rejects.toThrow();
    const late = { ...plan(), planBy: inDays(70).toISOString().slice(0, 10) };
    await expect(planLogin(ingrid, late)).rejects.toMatchObject({ code: "invalid_input" });
    const own = { ...plan(), identityId: world.people.erik.identityId };
    await expect(planLogin(ingrid, own)).rejects.toMatchObject({ code: "conflict" });
    await expect(planLogin(world.people.hannah.actor, plan())).rejects.toMatchObject({ code: "forbidden" });
    expect(await db.sharedLoginPlan.count({ where: { identityId } })).toBe(0);
  });
});

describe("take-off-login", () => {
  it("makes the work to change the secret, and who goes knows it until that is done", async () => {
    const { ingrid, tariq, erik } = world.people;
    const off = () =>
      takeOffLogin(ingrid.actor, { identityId, personId: tariq.personId, reason: "Moves on." });
    const both = await Promise.allSettled([off(), off()]);
    expect(both.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"]);
    const task = await db.task.findFirstOrThrow({ where: { identityId, kind: "rotate_secret" } });
    expect([task.assigneeId, task.personId, task.risk, task.assetId]).toEqual([
      erik.personId,
      tariq.personId,
      "billing",
      world.assets.kiteAds,
    ]);
    const told = await db.notification.findMany({ where: { personId: erik.personId, kind: "shared-login" } });
    expect(told.map((each) => each.href)).toContain(`/work/${task.id}`);
    expect((await row())?.holders).toHaveLength(2);
    await attestTask(erik.actor, { taskId: task.id, outcome: "done", note: "Changed in the vault." });
    expect((await row())?.holders.map((each) => each.name)).toEqual(["Erik Levy"]);
    await reopenTask(erik.actor, { taskId: task.id, reason: "It was another login." });
    expect((await row())?.holders).toHaveLength(2);
  });

  it("is nobody's to do for themselves, and for nobody who does not know it", async () => {
    const { ingrid, omar, sara } = world.people;
    await db.identityHolder.create({ data: { identityId, personId: ingrid.personId } });
    const off = (personId: string, actor = ingrid.actor) =>
      takeOffLogin(actor, { identityId, personId, reason: "Over" });
    await expect(off(ingrid.personId)).rejects.toMatchObject({ code: "forbidden" });
    await expect(off(omar.personId)).rejects.toMatchObject({ code: "conflict" });
    await off(ingrid.personId, sara.actor);
  });
});

describe("what a shared login lacks", () => {
  const told = async () =>
    (
      await db.notification.findMany({
        where: { kind: "shared-login", subject: { contains: (await row())?.address ?? "" } },
        include: { person: true },
      })
    )
      .map(({ person, subject }) => `${person?.name}: ${subject.split(": ")[1]}`)
      .toSorted();

  it("is told once to those who watch over the register, and anew to them and who has planned it when its day is gone", async () => {
    await Promise.all([remindOfSharedLogins(), remindOfSharedLogins()]);
    await remindOfSharedLogins();
    const lacks = "no plan, second factor not known";
    expect(await told()).toEqual([`Aoife Raman: ${lacks}`, `Ingrid Dahl: ${lacks}`]);
    await planLogin(world.people.ingrid.actor, plan());
    await db.notification.deleteMany();
    await remindOfSharedLogins();
    expect(await told()).toEqual([]);
    await db.sharedLoginPlan.update({ where: { identityId }, data: { planBy: inDays(-2) } });
    await remindOfSharedLogins();
    await remindOfSharedLogins();
    const overdue = "the plan is overdue";
    expect(await told()).toEqual([
      `Aoife Raman: ${overdue}`,
      `Erik Levy: ${overdue}`,
      `Ingrid Dahl: ${overdue}`,
    ]);
  });
});
