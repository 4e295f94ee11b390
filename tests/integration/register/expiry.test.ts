import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { attestTask } from "@/lib/register/attest-task";
import { beginGrants } from "@/lib/register/begin-grants";
import { changeGrantEnd } from "@/lib/register/change-grant-end";
import { expireGrants } from "@/lib/register/expire-grants";
import { giveBack } from "@/lib/register/give-back";
import { letLapse } from "@/lib/register/let-lapse";
import { begin, inDays, recordActive, stateOf, withNewAccount } from "@/tests/support/grants";
import { refused } from "@/tests/support/outcomes";
import { makeWorld, type World } from "@/tests/support/world";

const clock = systemActor("clock");
let shared: World;
let world: World;
beforeAll(async () => {
  shared = await makeWorld();
});
beforeEach(async () => {
  world = await withNewAccount(shared);
});

const omarsKey = () => recordActive(world, { who: "omar", asset: "kiteAds", roles: ["Standard"] });

/** Moves an end as the passing of time would. */
const endNow = (grantId: string) =>
  db.$executeRaw`UPDATE "Grant" SET "endsAt" = date_trunc('milliseconds', now()) WHERE id = ${grantId}::uuid`;

const taskOf = (grantId: string) =>
  db.task.findFirst({ where: { grants: { some: { grantId } } }, orderBy: { number: "desc" } });

describe("a grant whose end has come", () => {
  it("becomes a revocation by itself, audited as the clock's, and stays expired until it is proved", async () => {
    const [id = ""] = await omarsKey();
    expect(await expireGrants(clock, {})).toEqual({ ended: 0, more: false });
    await endNow(id);
    expect(await expireGrants(clock, {})).toEqual({ ended: 1, more: false });
    expect(await stateOf(id)).toBe("removal_due attested");
    expect(await taskOf(id)).toMatchObject({ kind: "revoke", state: "open", cause: "expiry" });
    const event = await db.auditEvent.findFirstOrThrow({
      where: { objectId: id, action: "register.end-grants" },
    });
    expect(event).toMatchObject({ actorKind: "system", actorName: "clock", reason: "Its end has come." });
    // Again, and twice at once: nothing is left to do.
    expect(await Promise.all([expireGrants(clock, {}), expireGrants(clock, {})])).toEqual([
      { ended: 0, more: false },
      { ended: 0, more: false },
    ]);
  });

  it("that was never begun is not given any more; a pending invitation is withdrawn", async () => {
    const { grantIds } = await begin(world, { who: "omar", asset: "kiteAds", roles: ["Standard"] });
    const [id = ""] = grantIds;
    await db.$executeRaw`UPDATE "Grant" SET "endsAt" = "startsAt" + interval '1 second' WHERE id = ${id}::uuid`;
    await expect.poll(async () => (await expireGrants(clock, {})).ended, { timeout: 5_000 }).toBe(1);
    expect(await stateOf(id)).toBe("not_granted");
  });

  it("is left alone while somebody is giving it longer, and then has no reason to end", async () => {
    const [id = ""] = await omarsKey();
    await endNow(id);
    await db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM "Grant" WHERE id = ${id}::uuid FOR UPDATE`;
      expect(await expireGrants(clock, {})).toMatchObject({ ended: 0 });
      await tx.$executeRaw`UPDATE "Grant" SET "endsAt" = now() + interval '1 day' WHERE id = ${id}::uuid`;
    });
    expect(await expireGrants(clock, {})).toMatchObject({ ended: 0 });
  });

  it("is nobody's but the clock's", async () => {
    await refused(expireGrants(world.people.aoife.actor, {}), "forbidden", /role/);
  });

  it("runs in two instances at once, and each key has one task", async () => {
    const [first = ""] = await omarsKey();
    const [second = ""] = await recordActive(world, {
      who: "tariq",
      asset: "kiteAds",
      roles: ["Standard"],
    });
    await Promise.all([endNow(first), endNow(second)]);
    const runs = await Promise.all([expireGrants(clock, {}), expireGrants(clock, {})]);
    expect(runs.reduce((sum, run) => sum + run.ended, 0)).toBe(2);
    for (const grantId of [first, second]) {
      expect(await db.task.count({ where: { kind: "revoke", grants: { some: { grantId } } } })).toBe(1);
    }
  });
});

describe("access for a few hours", () => {
  it("lasts from the moment in which it works, and is taken back within an hour of its end", async () => {
    const { people, assets } = world;
    const made = await beginGrants(people.ingrid.actor, {
      grants: [
        {
          personId: people.omar.personId,
          identityId: people.omar.identityId,
          assetId: assets.kiteAds,
          roleIds: [world.role("google_ads", "Standard", "ad_account")],
          purpose: "Repair a campaign",
          endsAt: inDays(2),
          lastsMinutes: 120,
        },
      ],
      cause: "request",
    });
    const id = made.begun[0]?.grantId ?? "";
    const before = await db.grant.findUniqueOrThrow({ where: { id } });
    expect(before.endsAt?.getTime()).toBeGreaterThan(Date.now() + 40 * 3_600_000);

    await attestTask(people.erik.actor, {
      taskId: made.tasks[0]?.id ?? "",
      outcome: "done",
      note: "Given in the list of users.",
    });
    const given = await db.grant.findUniqueOrThrow({ where: { id } });
    expect(given.endsAt?.getTime()).toBe((given.provedAt?.getTime() ?? 0) + 120 * 60_000);
    const event = await db.auditEvent.findFirstOrThrow({
      where: { objectId: id, action: "register.attest-task" },
    });
    expect(event.after).toMatchObject({ endsAt: given.endsAt?.toISOString() });

    await endNow(id);
    await expireGrants(clock, {});
    const task = await taskOf(id);
    expect(task?.dueAt.getTime()).toBeLessThanOrEqual(Date.now() + 3_600_000);
  });
});

describe("let it lapse", () => {
  it("is said by the holder or who looks after clients, and is taken back by a later end", async () => {
    const [id = ""] = await omarsKey();
    await refused(letLapse(world.people.tariq.actor, { grantId: id }), "forbidden", /somebody else's/);
    await letLapse(world.people.omar.actor, { grantId: id });
    await letLapse(world.people.omar.actor, { grantId: id });
    expect(await db.grant.findUniqueOrThrow({ where: { id } })).toMatchObject({
      lapsesById: world.people.omar.personId,
    });
    await changeGrantEnd(world.people.ingrid.actor, {
      grantId: id,
      endsAt: inDays(120),
      reason: "Needed after all",
    });
    expect(await db.grant.findUniqueOrThrow({ where: { id } })).toMatchObject({ lapsesSince: null });
  });
});

describe("give it back", () => {
  it("ends one's own access with a task, and nobody else's", async () => {
    const [id = ""] = await omarsKey();
    await refused(giveBack(world.people.tariq.actor, { grantIds: [id] }), "forbidden", /somebody else's/);
    const { tasks } = await giveBack(world.people.omar.actor, { grantIds: [id] });
    expect(tasks).toHaveLength(1);
    expect(await stateOf(id)).toBe("removal_due attested");
  });
});
