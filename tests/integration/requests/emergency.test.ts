import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { attestTask } from "@/lib/register/attest-task";
import { expireGrants } from "@/lib/register/expire-grants";
import { getEmergency, listEmergencies, openEmergencies } from "@/lib/requests/queries/emergencies";
import { emergencyChoices } from "@/lib/requests/queries/emergency-choices";
import { remindOfReviews } from "@/lib/requests/remind-of-reviews";
import { reviewEmergency } from "@/lib/requests/review-emergency";
import { takeEmergencyAccess } from "@/lib/requests/take-emergency-access";
import { leftNothing, recordActive, stateOf, withNewAccount } from "@/tests/support/grants";
import { refused, twiceAtOnce } from "@/tests/support/outcomes";
import { askedFor, confirmed } from "@/tests/support/proof";
import { makeWorld, type Name, type World } from "@/tests/support/world";

let shared: World;
let world: World;
beforeAll(async () => {
  shared = await makeWorld();
  const { kite, people } = shared;
  await db.membership.create({
    data: { engagementId: kite.engagementId, personId: people.omar.personId, role: "Media buyer" },
  });
});
beforeEach(async () => {
  world = await withNewAccount(shared);
});

const input = (more: object = {}) => ({
  assetId: world.assets.kiteAds,
  roleIds: [world.role("google_ads", "Admin", "ad_account")],
  hours: 2,
  reason: "Budget runs away at night",
  ...more,
});
const take = (who: Name = "omar", more: object = {}) =>
  confirmed(takeEmergencyAccess, world.people[who].actor, input(more));
const review = (who: Name, emergencyId: string, verdict: "justified" | "not_justified" = "justified") =>
  reviewEmergency(world.people[who].actor, { emergencyId, verdict, note: "Looked at the change history" });
const list = { q: "", sort: "", page: 1, filters: {} };

describe("access that is taken in an emergency", () => {
  it("asks for a fresh proof that names it", async () => {
    const { does } = await askedFor(takeEmergencyAccess(world.people.omar.actor, input()));
    expect(does).toMatch(/^take Admin on .* in an emergency, for 2 hours$/);
  });

  it("is in the register at once, not proved, told to all who lead, and ends by itself", async () => {
    const { id, grantIds, endsAt } = await take();
    const grant = await db.grant.findUniqueOrThrow({ where: { id: grantIds[0] ?? "" } });
    const ends = { endsAt: new Date(endsAt) };
    expect(grant).toMatchObject({ state: "active", proof: null, cause: "emergency", causeId: id, ...ends });
    const told = await db.notification.findMany({ where: { cause: `emergency ${id}` } });
    expect(told.map(({ personId }) => personId).toSorted()).toEqual(
      [world.people.aoife.personId, world.people.ingrid.personId].toSorted(),
    );
    const event = await db.auditEvent.findFirstOrThrow({ where: { objectId: id } });
    expect(event).toMatchObject({ actorName: "Omar Rahman", reason: "Budget runs away at night" });

    await db.$executeRaw`UPDATE "Grant" SET "endsAt" = date_trunc('milliseconds', now()) WHERE id = ${grant.id}::uuid`;
    await expireGrants(systemActor("clock"), {});
    const task = await db.task.findFirstOrThrow({ where: { grants: { some: { grantId: grant.id } } } });
    expect(task).toMatchObject({ kind: "revoke", cause: "expiry" });
    expect(task.dueAt.getTime()).toBeLessThanOrEqual(Date.now() + 3_600_000);
  });

  it("gives the former role back on the platform when it ends, where everybody has one", async () => {
    const [standard = ""] = await recordActive(world, { who: "omar", asset: "kiteAds", roles: ["Standard"] });
    const { grantIds } = await take();
    const grantId = grantIds[0] ?? "";
    await db.$executeRaw`UPDATE "Grant" SET "endsAt" = date_trunc('milliseconds', now()) WHERE id = ${grantId}::uuid`;
    await expireGrants(systemActor("clock"), {});
    const task = await db.task.findFirstOrThrow({ where: { grants: { some: { grantId } } } });
    expect(task).toMatchObject({
      kind: "change",
      title: expect.stringMatching(/^Change Omar Rahman from Admin back to Standard on Kite – Search/),
    });
    await attestTask(world.people.erik.actor, {
      taskId: task.id,
      outcome: "done",
      note: "Back to Standard.",
      followUps: await leftNothing(task.id),
    });
    const states = await Promise.all([grantId, standard].map(stateOf));
    expect(states).toEqual(["removed attested", "active attested"]);
  });

  it("is for four hours at most, for who works there, and for roles that can be held", async () => {
    await refused(take("omar", { hours: 5 }), "invalid_input");
    await refused(take("tariq"), "forbidden", /work on no engagement of this client/);
    await refused(take("julia"), "forbidden", /role/);
    await refused(take("omar", { roleIds: [crypto.randomUUID()] }), "invalid_input", /together/);
    expect(await db.emergencyAccess.count({ where: { assetId: world.assets.kiteAds } })).toBe(0);
  });

  it("is offered where it may be taken", async () => {
    const omars = await emergencyChoices(world.people.omar.actor, world.assets.kiteAds);
    expect(omars.chosen?.roles[0]?.label).toBe("Admin");
    const tariqs = await emergencyChoices(world.people.tariq.actor, world.assets.kiteAds);
    expect(tariqs).toMatchObject({ accounts: [], chosen: null });
  });

  it("cannot be taken twice at once, and is kept as it was by the database", async () => {
    expect(await twiceAtOnce(() => take())).toBe(1);
    const taken = await db.emergencyAccess.findFirstOrThrow({ where: { assetId: world.assets.kiteAds } });
    await expect(
      db.emergencyAccess.update({ where: { id: taken.id }, data: { reason: "Nothing" } }),
    ).rejects.toThrow();
    await expect(
      db.emergencyAccess.update({
        where: { id: taken.id },
        data: {
          reviewedAt: new Date(),
          reviewedById: taken.personId,
          verdict: "justified",
          reviewNote: "All was well",
        },
      }),
    ).rejects.toThrow(/emergency_reviewed_by_another/);
  });
});

describe("its review", () => {
  it("is somebody else's, once, and stands on Today until it is made", async () => {
    const { id } = await take("ingrid");
    await refused(review("ingrid", id), "forbidden", /took this access yourself/);
    await refused(review("omar", id), "forbidden", /role/);
    const standing = (await openEmergencies(world.people.aoife.actor)).find((each) => each.id === id);
    expect(standing).toMatchObject({ mayReview: true, own: false });
    expect(await twiceAtOnce(() => review("aoife", id))).toBe(1);
    expect((await openEmergencies(world.people.aoife.actor)).some((each) => each.id === id)).toBe(false);
    expect(await getEmergency(world.people.julia.actor, id)).toMatchObject({
      verdict: "justified",
      reviewedBy: "Aoife Raman",
    });
    // Its holder sees it while it lasts, and others of the staff never.
    expect((await openEmergencies(world.people.ingrid.actor)).some((each) => each.id === id)).toBe(true);
    expect(await getEmergency(world.people.tariq.actor, id)).toBeNull();
  });

  it("that finds it not justified takes back at once what is held", async () => {
    const { id, grantIds } = await take();
    await review("ingrid", id, "not_justified");
    expect(await db.grant.findUniqueOrThrow({ where: { id: grantIds[0] ?? "" } })).toMatchObject({
      state: "removal_due",
    });
    const { rows } = await listEmergencies(world.people.ingrid.actor, {
      ...list,
      filters: { state: "not_justified" },
    });
    expect(rows.map((row) => row.id)).toContain(id);
  });

  it("that does not come in two working days is told once", async () => {
    const threeDaysAgo = new Date(Date.now() - 3 * 86_400_000);
    const { id } = await db.emergencyAccess.create({
      data: {
        personId: world.people.omar.personId,
        assetId: world.assets.kiteAds,
        reason: "Budget runs away at night",
        takenAt: threeDaysAgo,
        endsAt: new Date(threeDaysAgo.getTime() + 3_600_000),
        reviewDueAt: new Date(Date.now() - 60_000),
      },
    });
    await remindOfReviews(systemActor("clock"), {});
    await remindOfReviews(systemActor("clock"), {});
    expect(await db.notification.count({ where: { cause: `emergency ${id} not reviewed` } })).toBe(2);
  });
});
