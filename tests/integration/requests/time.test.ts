import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { askExtension } from "@/lib/requests/ask-extension";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { decideItems } from "@/lib/requests/decide-items";
import { expireItems } from "@/lib/requests/expire-items";
import { previewExtension } from "@/lib/requests/queries/preview-extension";
import { inDays, recordActive, withNewAccount } from "@/tests/support/grants";
import { refused } from "@/tests/support/outcomes";
import { confirmed } from "@/tests/support/proof";
import { makeWorld, type World } from "@/tests/support/world";
import { clearRequests } from "./clear";

let shared: World;
let world: World;
beforeAll(async () => {
  shared = await makeWorld();
});
beforeEach(async () => {
  await clearRequests();
  world = await withNewAccount(shared);
});

const ask = (time: { until: Date } | { lastsMinutes: number }) =>
  askForAccess(world.people.hannah.actor, {
    clientId: world.kite.id,
    assetIds: [world.assets.kiteAds],
    personIds: [world.people.omar.personId],
    work: ["publish-campaigns"],
    reason: "Black Friday",
    ...time,
  });

const itemsOf = (requestId: string) => db.requestItem.findMany({ where: { requestId } });

async function approve(requestId: string) {
  const items = await itemsOf(requestId);
  return confirmed(decideItems, world.people.ingrid.actor, {
    itemIds: items.map((item) => item.id),
    decision: "smallest",
  });
}

describe("a request has a clock of its own", () => {
  it("closes itself undecided, and what was decided in time stays", async () => {
    const { id } = await ask({ until: inDays(30) });
    await expireItems(systemActor("clock"), {});
    expect(await itemsOf(id)).toMatchObject([{ state: "waiting" }]);
    await db.$executeRaw`
      UPDATE "AccessRequest" SET "createdAt" = now() - interval '15 days', "expiresAt" = now() - interval '1 day'
      WHERE id = ${id}::uuid`;
    expect(await expireItems(systemActor("clock"), {})).toEqual({ expired: 1 });
    expect(await itemsOf(id)).toMatchObject([{ state: "expired", decidedById: null }]);
    expect((await db.accessRequest.findUniqueOrThrow({ where: { id } })).closedAt).not.toBeNull();
    await refused(approve(id), "conflict", /closed without an answer/);
    expect(await expireItems(systemActor("clock"), {})).toEqual({ expired: 0 });
    // It may be asked again.
    expect((await ask({ until: inDays(30) })).items).toBe(1);
  });

  it("is decided or closed, never both", async () => {
    const { id } = await ask({ until: inDays(30) });
    await db.$executeRaw`
      UPDATE "AccessRequest" SET "createdAt" = now() - interval '15 days', "expiresAt" = now() - interval '1 second' WHERE id = ${id}::uuid`;
    await Promise.allSettled([approve(id), expireItems(systemActor("clock"), {})]);
    const [item] = await itemsOf(id);
    const grants = await db.grant.count({ where: { causeId: item?.id ?? "" } });
    expect([item?.state, grants]).toEqual(item?.state === "expired" ? ["expired", 0] : ["approved", 1]);
  });
});

describe("access for a few hours", () => {
  it("is asked for so long, waits a day for its decision, and the grant knows it", async () => {
    const { id } = await ask({ lastsMinutes: 240 });
    const request = await db.accessRequest.findUniqueOrThrow({ where: { id } });
    expect(request).toMatchObject({ lastsMinutes: 240 });
    expect(request.expiresAt.getTime() - request.createdAt.getTime()).toBe(86_400_000);
    await approve(id);
    expect(await db.grant.findFirstOrThrow({ where: { assetId: world.assets.kiteAds } })).toMatchObject({
      lastsMinutes: 240,
      state: "to_grant",
    });
  });

  it("is for half an hour to half a day, and not until a day as well", async () => {
    for (const lastsMinutes of [0, 29, 721, 1.5]) await refused(ask({ lastsMinutes }), "invalid_input");
    const both = { until: inDays(1), lastsMinutes: 60 };
    const error = await refused(ask(both), "invalid_input");
    expect(error.fields).toEqual({ until: ["Say until when, or for how many hours."] });
  });

  it("keeps nothing longer that is held already", async () => {
    await recordActive(world, { who: "omar", asset: "kiteAds", roles: ["Standard"] });
    await refused(ask({ lastsMinutes: 60 }), "conflict", /already holds/);
  });
});

describe("an extension", () => {
  it("asks for the same roles and work, and moves the end when it is approved", async () => {
    const { id } = await ask({ until: inDays(10) });
    await approve(id);
    const grant = await db.grant.findFirstOrThrow({ where: { assetId: world.assets.kiteAds } });
    const asked = await askExtension(world.people.omar.actor, {
      grantId: grant.id,
      until: inDays(40),
      reason: "The season goes on",
    });
    expect(await itemsOf(asked.id)).toMatchObject([{ state: "waiting", aboveSmallest: false }]);
    const request = await db.accessRequest.findUniqueOrThrow({ where: { id: asked.id } });
    expect(request).toMatchObject({ work: ["publish-campaigns"], reason: "The season goes on" });
    await approve(asked.id);
    const later = await db.grant.findUniqueOrThrow({ where: { id: grant.id } });
    expect(later.endsAt?.toISOString()).toBe(request.until.toISOString());
    expect(await db.grant.count({ where: { assetId: world.assets.kiteAds } })).toBe(1);
  });

  it("without a day asks for as long again, within the engagement", async () => {
    const { id } = await ask({ until: inDays(10) });
    await approve(id);
    const grant = await db.grant.findFirstOrThrow({ where: { assetId: world.assets.kiteAds } });
    const asked = await askExtension(world.people.omar.actor, { grantId: grant.id, reason: "Goes on" });
    const { until } = await db.accessRequest.findUniqueOrThrow({ where: { id: asked.id } });
    const days = (until.getTime() - (grant.endsAt?.getTime() ?? 0)) / 86_400_000;
    expect(days).toBeGreaterThan(9.9);
    expect(days).toBeLessThan(10.1);
  });

  describe("of what an import or a record brought", () => {
    const extend = async (role: string, more: object) => {
      const [grantId = ""] = await recordActive(world, { who: "omar", asset: "kiteAds", roles: [role] });
      const input = { grantId, until: inDays(120), reason: "The season goes on", ...more };
      return askExtension(world.people.omar.actor, input);
    };
    const asked = async (requestId: string) => {
      const [item] = await db.requestItem.findMany({
        where: { requestId },
        include: { roles: { where: { as: "asked" }, include: { role: true } }, request: true },
      });
      return {
        above: item?.aboveSmallest,
        roles: item?.roles.map(({ role }) => role.name),
        work: item?.request.work,
      };
    };

    it("wants to know what it is for, and takes no work that it cannot do", async () => {
      const error = await refused(extend("Standard", {}), "invalid_input", /what this access is for/);
      expect(error.fields).toEqual({ work: ["Say what it is for."] });
      const [grant] = await db.grant.findMany({ where: { assetId: world.assets.kiteAds } });
      const input = { grantId: grant?.id ?? "", until: inDays(120), reason: "Goes on" };
      await refused(
        askExtension(world.people.omar.actor, { ...input, work: ["manage-users"] }),
        "invalid_input",
        /Standard does not manage .*Ask for that anew/,
      );
    });

    it("asks for the same role where it is the smallest for that", async () => {
      const { id } = await extend("Standard", { work: ["publish-campaigns"] });
      expect(await asked(id)).toEqual({ above: false, roles: ["Standard"], work: ["publish-campaigns"] });
    });

    it("asks for the smallest where that is less, which takes its place when it is approved", async () => {
      const { id } = await extend("Standard", { work: ["look-at-reports"] });
      expect(await asked(id)).toEqual({ above: false, roles: ["Read only"], work: ["look-at-reports"] });
      await approve(id);
      const tasks = await db.task.findMany({
        where: { assetId: world.assets.kiteAds, state: "open" },
        include: { grants: { include: { grant: { include: { role: true } } } } },
      });
      expect(tasks).toMatchObject([{ kind: "change" }]);
      const effects = tasks.flatMap(({ grants }) => grants.map((of) => `${of.effect} ${of.grant.role.name}`));
      expect(effects.toSorted()).toEqual(["add Read only", "remove Standard"]);
    });

    it("keeps a larger role only as more than the smallest", async () => {
      const { id } = await extend("Admin", { work: ["look-at-reports"], keepRole: true });
      expect(await asked(id)).toMatchObject({ above: true, roles: ["Admin"] });
    });

    it("is shown before it is asked: what it can be for, and what is less", async () => {
      const [grantId = ""] = await recordActive(world, { who: "omar", asset: "kiteAds", roles: ["Admin"] });
      const before = await previewExtension(world.people.omar.actor, { grantId, work: [] });
      expect(before.work.map(({ key }) => key)).toContain("publish-campaigns");
      expect(before.less).toBeNull();
      const after = await previewExtension(world.people.hannah.actor, { grantId, work: ["look-at-reports"] });
      expect(after.less).toMatchObject({
        role: "Read only",
        leavesOut: expect.stringContaining("user management"),
      });
      await refused(previewExtension(world.people.tariq.actor, { grantId, work: [] }), "forbidden");
    });

    it("has nothing to ask where it came by a request", async () => {
      const { id } = await ask({ until: inDays(10) });
      await approve(id);
      const grant = await db.grant.findFirstOrThrow({ where: { assetId: world.assets.kiteAds } });
      expect(await previewExtension(world.people.omar.actor, { grantId: grant.id, work: [] })).toMatchObject({
        work: [],
        less: null,
      });
    });
  });

  it("is for oneself, or for others by who asks for others; never shorter", async () => {
    const [grantId = ""] = await recordActive(world, { who: "omar", asset: "kiteAds", roles: ["Standard"] });
    const more = { grantId, until: inDays(120), reason: "Goes on", work: ["publish-campaigns" as const] };
    await refused(askExtension(world.people.tariq.actor, more), "forbidden", /for yourself/);
    await refused(
      askExtension(world.people.omar.actor, { ...more, until: inDays(5) }),
      "invalid_input",
      /lasts until then already/,
    );
  });
});
