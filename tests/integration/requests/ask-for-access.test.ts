import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { getAskOptions } from "@/lib/requests/queries/ask-options";
import { previewRequest } from "@/lib/requests/queries/preview-request";
import { makeWorld, type World } from "@/tests/support/world";
import { clearRequests } from "./clear";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
beforeEach(clearRequests);

const nextMonth = () => new Date(Date.now() + 30 * 86_400_000);
const ask = (more: Partial<Parameters<typeof askForAccess>[1]> = {}) => ({
  clientId: world.kite.id,
  assetIds: [world.assets.kiteAds],
  personIds: [world.people.omar.personId],
  work: ["publish-campaigns" as const],
  until: nextMonth(),
  reason: "Black Friday",
  ...more,
});
const hannah = () => world.people.hannah.actor;

describe("ask-for-access", () => {
  it("keeps the smallest roles with their sentence, for several people on several accounts", async () => {
    const { omar, tariq } = world.people;
    const asked = await askForAccess(
      hannah(),
      ask({
        assetIds: [world.assets.kiteAds, world.assets.kiteAnalytics],
        personIds: [omar.personId, tariq.personId],
        work: ["look-at-reports"],
      }),
    );
    expect(asked).toMatchObject({ items: 4, leftOut: [] });
    const items = await db.requestItem.findMany({
      where: { requestId: asked.id },
      include: { roles: { include: { role: true } } },
    });
    const roles = items.map((item) =>
      item.roles
        .map(({ as, role }) => `${as} ${role.name}`)
        .toSorted()
        .join(", "),
    );
    expect(roles.toSorted()).toEqual([
      "asked Read only, smallest Read only",
      "asked Read only, smallest Read only",
      "asked Viewer, smallest Viewer",
      "asked Viewer, smallest Viewer",
    ]);
    expect(items[0]).toMatchObject({
      state: "waiting",
      aboveSmallest: false,
      requesterId: world.people.hannah.personId,
    });
    expect(items.find((item) => item.personId === omar.personId)?.identityId).toBe(omar.identityId);
    expect(items.every((item) => item.explanation.includes("is the smallest role that can"))).toBe(true);
    const request = await db.accessRequest.findUniqueOrThrow({ where: { id: asked.id } });
    expect(request.engagementId).toBe(world.kite.engagementId);
    const event = await db.auditEvent.findFirstOrThrow({ where: { objectId: asked.id } });
    expect(event.objectName).toBe(
      `R-${asked.number}: Hannah Stone asks that Omar Rahman and Tariq Haddad can look at reports for Kite Insurance`,
    );
  });

  it("takes more than the smallest with a reason, and marks it", async () => {
    const roleIds = [world.role("google_ads", "Admin", "ad_account")];
    const more = { assetId: world.assets.kiteAds, roleIds, reason: "easier during Q4" };
    const { id } = await askForAccess(hannah(), ask({ more: [more] }));
    const item = await db.requestItem.findFirstOrThrow({
      where: { requestId: id },
      include: { roles: true },
    });
    expect(item).toMatchObject({ aboveSmallest: true, aboveReason: "easier during Q4" });
    expect(item.roles.find((role) => role.as === "asked")?.roleId).toBe(roleIds[0]);
  });

  it("counts a double click once", async () => {
    const input = ask();
    const [first, second] = await Promise.all([
      askForAccess(hannah(), input, { idempotencyKey: "click" }),
      askForAccess(hannah(), input, { idempotencyKey: "click" }),
    ]);
    expect(second).toEqual(first);
    expect(await db.accessRequest.count()).toBe(1);
  });

  it("lets one of two wait when both ask for the same at once", async () => {
    const results = await Promise.allSettled([
      askForAccess(hannah(), ask()),
      askForAccess(world.people.priya.actor, ask()),
    ]);
    expect(results.map((result) => result.status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await db.requestItem.count()).toBe(1);
  });

  it("leaves out what is held or waits already, in words", async () => {
    await askForAccess(hannah(), ask());
    await expect(askForAccess(hannah(), ask())).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/Omar Rahman already waits for Kite – Search in R-\d+/),
    });
    const both = await askForAccess(
      hannah(),
      ask({ personIds: [world.people.omar.personId, world.people.tariq.personId] }),
    );
    expect(both.items).toBe(1);
    expect(both.leftOut).toEqual([expect.stringMatching(/already waits/)]);
  });
});

describe("ask-for-access refuses", () => {
  const refused = async (input: ReturnType<typeof ask>, code: string, words: RegExp, actor = hannah()) => {
    await expect(askForAccess(actor, input)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(words),
    });
    expect(await db.accessRequest.count()).toBe(0);
  };

  it("a request in the past", () =>
    refused(ask({ until: new Date("2026-01-15") }), "invalid_input", /has passed/));

  it("an end beyond the engagement's", () =>
    refused(
      ask({ until: new Date("2028-01-15") }),
      "invalid_input",
      /ends on 31 December 2027, and no grant outlives it/,
    ));

  it("a date that does not exist", async () => {
    const input = { ...ask(), until: "2026-02-30" } as never;
    await expect(askForAccess(hannah(), input)).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("an unknown role", () => {
    const more = {
      assetId: world.assets.kiteAds,
      roleIds: [world.role("ga4", "Editor", "property")],
      reason: "x",
    };
    return refused(ask({ more: [more] }), "invalid_input", /not held on Kite – Search/);
  });

  it("more than the smallest without a reason", () => {
    const roleIds = [world.role("google_ads", "Admin", "ad_account")];
    return refused(
      ask({ more: [{ assetId: world.assets.kiteAds, roleIds }] }),
      "invalid_input",
      /needs a reason/,
    );
  });

  it("an account on which no role does the work, until one is chosen", async () => {
    const input = ask({
      assetIds: [world.assets.kiteAnalytics],
      work: ["look-at-reports", "manage-billing"],
    });
    await refused(input, "invalid_input", /No role on kite\.example does all of this work/);
    const roleIds = [world.role("ga4", "Viewer", "property")];
    const more = [{ assetId: world.assets.kiteAnalytics, roleIds, reason: "to look at least" }];
    const { id } = await askForAccess(hannah(), { ...input, more });
    const item = await db.requestItem.findFirstOrThrow({
      where: { requestId: id },
      include: { roles: true },
    });
    expect(item.aboveSmallest).toBe(true);
    expect(item.roles.map((role) => role.as)).toEqual(["asked"]);
  });

  it("an account of another client", () =>
    refused(ask({ assetIds: [world.assets.northwindAds] }), "invalid_input", /not one of Kite Insurance/));

  it("somebody who leaves", async () => {
    const where = { id: world.people.tariq.personId };
    await db.person.update({ where, data: { accessEndsAt: nextMonth() } });
    await refused(ask({ personIds: [where.id] }), "invalid_input", /There are no new requests for them/);
    await db.person.update({ where, data: { accessEndsAt: null } });
  });

  it("staff who ask for teammates, or at a client where they do not work", async () => {
    const omar = world.people.omar;
    const teammate = ask({ personIds: [world.people.tariq.personId] });
    await refused(teammate, "not_found", /./, omar.actor);
    await refused(ask(), "not_found", /./, omar.actor);
    const seat = { engagementId: world.kite.engagementId, personId: omar.personId, role: "Media buyer" };
    const membership = await db.membership.create({ data: seat });
    await refused(teammate, "forbidden", /ask an account manager/, omar.actor);
    await askForAccess(omar.actor, ask());
    expect(await db.requestItem.count()).toBe(1);
    await db.membership.delete({ where: { id: membership.id } });
  });

  it("an auditor, and anybody in another's name", async () => {
    await refused(ask(), "forbidden", /role does not allow/, world.people.julia.actor);
    await refused({ ...ask(), requesterId: world.people.omar.personId }, "forbidden", /in their own name/);
  });
});

describe("a client with several engagements", () => {
  it("has the request under the one that the holder works on, unless another is chosen", async () => {
    const { northwind, people, assets } = world;
    const audit = await db.engagement.create({
      data: {
        clientId: northwind.id,
        name: "Analytics audit",
        startsOn: new Date("2026-06-01"),
        endsOn: new Date("2027-06-30"),
        memberships: { create: { personId: people.omar.personId, role: "Analyst" } },
      },
    });
    const { omar, tariq } = people;
    const at = (personId: string, more: { engagementId?: string } = {}) => ({
      clientId: northwind.id,
      assetIds: [assets.northwindAnalytics],
      personIds: [personId],
      work: ["look-at-reports" as const],
      until: nextMonth(),
      ...more,
    });
    const options = await getAskOptions(hannah(), northwind.id);
    expect(options.chosen?.engagements.map(({ name }) => name)).toEqual([
      "Performance marketing",
      "Analytics audit",
    ]);
    for (const [asked, engagementId] of [
      [at(omar.personId), audit.id],
      [at(tariq.personId), northwind.engagementId],
      [at(people.erik.personId, { engagementId: audit.id }), audit.id],
    ] as const) {
      expect((await previewRequest(hannah(), asked)).engagement?.id).toBe(engagementId);
      const { id } = await askForAccess(hannah(), { ...asked, reason: "Audit" });
      expect(await db.accessRequest.findUniqueOrThrow({ where: { id } })).toMatchObject({ engagementId });
    }
    const foreign = at(people.priya.personId, { engagementId: world.kite.engagementId });
    await expect(askForAccess(hannah(), { ...foreign, reason: "Audit" })).rejects.toThrow(
      /not a running engagement with Northwind Outdoor/,
    );
  });
});
