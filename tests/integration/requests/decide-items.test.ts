import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { personActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { decideItems } from "@/lib/requests/decide-items";
import type { Role } from "@/prisma/generated/enums";
import { askedFor, confirmed, prove } from "@/tests/support/proof";
import { countStatements } from "@/tests/support/statements";
import { makeWorld, type Name, type World } from "@/tests/support/world";
import { clearRequests } from "./clear";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
beforeEach(clearRequests);

const nextMonth = () => new Date(Date.now() + 30 * 86_400_000);
type Ask = Partial<Parameters<typeof askForAccess>[1]>;

/** Hannah asks for somebody; gives the items' ids. */
async function asked(name: Name = "omar", more: Ask = {}): Promise<string[]> {
  const { id } = await askForAccess(world.people.hannah.actor, {
    clientId: world.kite.id,
    assetIds: [world.assets.kiteAds],
    personIds: [world.people[name].personId],
    work: ["look-at-reports"],
    until: nextMonth(),
    reason: "Black Friday",
    ...more,
  });
  const items = await db.requestItem.findMany({ where: { requestId: id }, orderBy: { id: "asc" } });
  return items.map((item) => item.id);
}
const admin = () => ({
  more: [
    {
      assetId: world.assets.kiteAds,
      roleIds: [world.role("google_ads", "Admin", "ad_account")],
      reason: "easier during Q4",
    },
  ],
});
const ingrid = () => world.people.ingrid.actor;
const grantsOf = (name: Name) =>
  db.grant.findMany({
    where: { personId: world.people[name].personId, state: "to_grant" },
    include: { role: true, tasks: { include: { task: true } } },
  });

describe("decide-items", () => {
  it("approves at the smallest: grant, task, and the request is closed", async () => {
    const itemIds = await asked();
    const decided = await decideItems(ingrid(), { itemIds, decision: "smallest" });
    expect(decided).toMatchObject({ approved: 1, lowered: 0, rejected: 0, tasks: 1 });
    const [grant] = await grantsOf("omar");
    expect(grant).toMatchObject({
      cause: "request",
      causeId: itemIds[0],
      engagementId: world.kite.engagementId,
    });
    expect(grant?.role.name).toBe("Read only");
    expect(grant?.purpose).toMatch(/^look at reports \(R-\d+\): Black Friday$/);
    expect(grant?.tasks[0]?.task).toMatchObject({ kind: "grant", cause: "request", causeId: itemIds[0] });
    const item = await db.requestItem.findFirstOrThrow({ include: { request: true, roles: true } });
    expect(item).toMatchObject({ state: "approved", decidedById: world.people.ingrid.personId });
    expect(item.decidedUntil).toEqual(grant?.endsAt);
    expect(item.request.closedAt).not.toBeNull();
    expect(item.roles.map((role) => role.as).toSorted()).toEqual(["asked", "decided", "smallest"]);
    expect(
      await db.auditEvent.count({ where: { action: "requests.decide-items", objectId: item.requestId } }),
    ).toBe(1);
  });

  it("lowers what asks for more, or gives it as asked", async () => {
    expect(
      await decideItems(ingrid(), { itemIds: await asked("omar", admin()), decision: "smallest" }),
    ).toMatchObject({ lowered: 1 });
    expect((await grantsOf("omar"))[0]?.role.name).toBe("Read only");
    expect(
      await confirmed(decideItems, ingrid(), { itemIds: await asked("tariq", admin()), decision: "asked" }),
    ).toMatchObject({ approved: 1 });
    const [grant] = await grantsOf("tariq");
    expect(grant?.role.name).toBe("Admin");
  });

  it("lowers to a chosen role, and never gives more than was asked", async () => {
    const itemIds = await asked("omar", { work: ["publish-campaigns"] });
    const role = (name: string) => [world.role("google_ads", name, "ad_account")];
    await expect(
      decideItems(ingrid(), { itemIds, decision: "roles", roleIds: role("Admin") }),
    ).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/gives what was asked or less/),
    });
    const foreign = [world.role("ga4", "Viewer", "property")];
    await expect(
      decideItems(ingrid(), { itemIds, decision: "roles", roleIds: foreign }),
    ).rejects.toMatchObject({
      code: "invalid_input",
    });
    await decideItems(ingrid(), { itemIds, decision: "roles", roleIds: role("Read only") });
    expect((await grantsOf("omar"))[0]?.role.name).toBe("Read only");
    expect((await db.requestItem.findFirstOrThrow()).state).toBe("lowered");
  });

  it("shortens, and ends with the shortest of all limits", async () => {
    const until = new Date(Date.now() + 5 * 86_400_000);
    await decideItems(ingrid(), { itemIds: await asked(), decision: "smallest", until });
    expect((await grantsOf("omar"))[0]?.endsAt).toEqual(until);
    await expect(
      decideItems(ingrid(), {
        itemIds: await asked("tariq"),
        decision: "smallest",
        until: new Date(Date.now() + 60 * 86_400_000),
      }),
    ).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/can shorten that, not extend it/),
    });
    const where = { id: world.kite.engagementId };
    await db.engagement.update({ where, data: { longestGrantDays: 10 } });
    const [item] = await db.requestItem.findMany({ where: { state: "waiting" } });
    await decideItems(ingrid(), { itemIds: [item?.id ?? ""], decision: "smallest" });
    await db.engagement.update({ where, data: { longestGrantDays: null } });
    const endsAt = (await grantsOf("tariq"))[0]?.endsAt?.getTime() ?? 0;
    expect(Math.round((endsAt - Date.now()) / 86_400_000)).toBe(10);
  });

  it("rejects with a reason, and with nothing else", async () => {
    const itemIds = await asked();
    await expect(decideItems(ingrid(), { itemIds, decision: "reject" })).rejects.toMatchObject({
      code: "invalid_input",
      fields: { reason: ["Say why: who asked reads it."] },
    });
    expect(
      await decideItems(ingrid(), { itemIds, decision: "reject", reason: "The campaign is over." }),
    ).toMatchObject({
      rejected: 1,
      tasks: 0,
    });
    expect(await grantsOf("omar")).toEqual([]);
    expect(await db.requestItem.findFirst()).toMatchObject({
      state: "rejected",
      decisionReason: "The campaign is over.",
    });
  });

  it("decides several requests at once, but nothing that asks for more", async () => {
    const plain = [...(await asked("omar")), ...(await asked("erik"))];
    const more = await asked("tariq", admin());
    await expect(
      decideItems(ingrid(), { itemIds: [...plain, ...more], decision: "smallest" }),
    ).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/asks for more than the smallest role\. Decide it on its own page/),
    });
    expect(await db.requestItem.count({ where: { state: "waiting" } })).toBe(3);
    const decided = await decideItems(ingrid(), { itemIds: plain, decision: "smallest" });
    expect(decided).toMatchObject({ approved: 2, tasks: 2 });
    expect(decided.requestIds).toHaveLength(2);
  });

  it("lets one of two deciders win; the other learns who did", async () => {
    const itemIds = await asked();
    const both = [world.people.aoife.actor, ingrid()].map((actor) =>
      decideItems(actor, { itemIds, decision: "smallest" }),
    );
    const results = await Promise.allSettled(both);
    const lost = results.find((result) => result.status === "rejected");
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(lost?.reason).toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/was approved by (Aoife Raman|Ingrid Dahl) on .* Nothing was changed/),
    });
    expect(await grantsOf("omar")).toHaveLength(1);
  });

  it("closes a request when two deciders finish its halves at once", async () => {
    const itemIds = await asked("omar", { assetIds: [world.assets.kiteAds, world.assets.kiteAnalytics] });
    await Promise.all(
      itemIds.map((itemId, place) =>
        decideItems(place === 0 ? ingrid() : world.people.aoife.actor, {
          itemIds: [itemId],
          decision: "smallest",
        }),
      ),
    );
    expect((await db.accessRequest.findFirstOrThrow()).closedAt).not.toBeNull();
  });

  it("counts a double click once", async () => {
    const input = { itemIds: await asked(), decision: "smallest" as const };
    const once = { idempotencyKey: "click" };
    const [first, second] = await Promise.all([
      decideItems(ingrid(), input, once),
      decideItems(ingrid(), input, once),
    ]);
    expect(second).toEqual(first);
    expect(await grantsOf("omar")).toHaveLength(1);
  });

  it("asks for a proof where it gives a privileged role, and for nothing else", async () => {
    const itemIds = await asked("omar", admin());
    const before = await db.stepUp.count({ where: { consumedAt: { not: null } } });
    const { does } = await askedFor(decideItems(ingrid(), { itemIds, decision: "asked" }));
    expect(does).toBe("approve Admin for Omar Rahman on Kite – Search");
    const roleIds = [world.role("google_ads", "Admin", "ad_account")];
    await askedFor(decideItems(ingrid(), { itemIds, decision: "roles", roleIds }));
    await decideItems(ingrid(), { itemIds, decision: "reject", reason: "Too much." });
    expect(await db.stepUp.count({ where: { consumedAt: { not: null } } })).toBe(before);

    const others = await asked("tariq", admin());
    await prove(ingrid(), decideItems, { itemIds: others, decision: "asked" });
    const both = [...others, ...(await asked("erik", admin()))];
    await askedFor(decideItems(ingrid(), { itemIds: both.slice(1), decision: "asked" }));
    expect(await grantsOf("erik")).toEqual([]);
    await decideItems(ingrid(), { itemIds: others, decision: "asked" });
    expect((await grantsOf("tariq")).map((grant) => grant.role.name)).toEqual(["Admin"]);
  });

  it("asks for one proof of many at once, when one among them is privileged at the smallest", async () => {
    const work = { work: ["publish-campaigns" as const] };
    const itemIds = [...(await asked()), ...(await asked("tariq", work)), ...(await asked("erik", work))];
    const { does } = await askedFor(decideItems(ingrid(), { itemIds, decision: "smallest" }));
    expect(does).toBe("approve Standard for Tariq Haddad on Kite – Search, and 1 more like it");
    expect(await db.grant.count({ where: { state: "to_grant" } })).toBe(0);
    expect(await confirmed(decideItems, ingrid(), { itemIds, decision: "smallest" })).toMatchObject({
      approved: 3,
    });
  });

  it("takes the place of the role that is held, and refuses to give less than was meanwhile got", async () => {
    await decideItems(ingrid(), { itemIds: await asked(), decision: "smallest" });
    const work = { work: ["publish-campaigns" as const] };
    await confirmed(decideItems, ingrid(), { itemIds: await asked("omar", work), decision: "smallest" });
    expect((await grantsOf("omar")).map((grant) => grant.role.name)).toEqual(["Standard"]);

    const waiting = await asked("tariq");
    await db.grant.create({
      data: {
        personId: world.people.tariq.personId,
        assetId: world.assets.kiteAds,
        roleId: world.role("google_ads", "Admin", "ad_account"),
        purpose: "emergency",
        startsAt: new Date(Date.now() - 1000),
        endsAt: nextMonth(),
        state: "active",
        cause: "recorded",
      },
    });
    await expect(decideItems(ingrid(), { itemIds: waiting, decision: "smallest" })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/Tariq Haddad now holds Admin until .*which can do more/),
    });
  });
});

describe("decide-items refuses", () => {
  it("who asked and who would hold it, and whoever decides nothing", async () => {
    const forOwn = await askForAccess(ingrid(), {
      clientId: world.kite.id,
      assetIds: [world.assets.kiteAds],
      work: ["look-at-reports"],
      until: nextMonth(),
      reason: "to look",
    });
    const own = (await db.requestItem.findMany({ where: { requestId: forOwn.id } })).map((item) => item.id);
    const of = (itemIds: string[]) => ({ itemIds, decision: "smallest" as const });
    await expect(decideItems(ingrid(), of(own))).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringMatching(/asked for this yourself/),
    });
    const forAoife = await asked("aoife");
    await expect(decideItems(world.people.aoife.actor, of(forAoife))).rejects.toMatchObject({
      message: expect.stringMatching(/would hold this/),
    });
    await expect(decideItems(world.people.priya.actor, of(forAoife))).rejects.toMatchObject({
      code: "forbidden",
    });
    const more = await asked("omar", admin());
    await expect(decideItems(world.people.aoife.actor, of(more))).rejects.toMatchObject({
      message: expect.stringMatching(/always goes to the security lead/),
    });
    expect(await db.requestItem.count({ where: { state: "waiting" } })).toBe(3);
    expect(
      await db.auditEvent.count({ where: { action: "requests.decide-items", outcome: "refused" } }),
    ).toBeGreaterThanOrEqual(4);
  });

  it.each<[Name, Role[]]>([
    ["ingrid", ["account_manager", "security_lead"]],
    ["aoife", ["owner", "hr"]],
    ["aoife", ["owner", "security_lead", "account_manager", "hr", "staff", "auditor"]],
  ])("%s with the roles %j what they asked for, for themselves and for another one", async (name, roles) => {
    const { personId, accountId, actor } = world.people[name];
    if (!accountId || !actor.sessionId) throw new Error("A player is signed in.");
    const both = personActor({ personId, accountId, sessionId: actor.sessionId, name, roles, ip: null });
    await db.account.update({ where: { id: accountId }, data: { roles } });
    onTestFinished(async () => {
      await db.account.update({ where: { id: accountId }, data: { roles: [...actor.roles] } });
    });
    for (const whom of [personId, world.people.tariq.personId]) {
      const { id } = await askForAccess(both, {
        clientId: world.northwind.id,
        assetIds: [world.assets.northwindAds],
        personIds: [whom],
        work: ["look-at-reports"],
        until: nextMonth(),
        reason: "to look",
      });
      const items = await db.requestItem.findMany({ where: { requestId: id } });
      for (const decision of ["smallest", "reject"] as const) {
        const itemIds = items.map((item) => item.id);
        const input = decision === "reject" ? { itemIds, decision, reason: "No" } : { itemIds, decision };
        await expect(decideItems(both, input)).rejects.toMatchObject({
          code: "forbidden",
          message: expect.stringMatching(/asked for this yourself/),
        });
      }
    }
  });

  const refusedFor = async (itemIds: string[], words: RegExp) => {
    await expect(decideItems(ingrid(), { itemIds, decision: "smallest" })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(words),
    });
    expect(await db.requestItem.count({ where: { state: "waiting" } })).toBe(itemIds.length);
    expect(await grantsOf("omar")).toEqual([]);
  };

  it("an approval without agreement and DPA, and says what to file; a rejection goes through", async () => {
    const where = { id: world.kite.engagementId };
    const itemIds = await asked();
    await db.engagement.update({ where, data: { dpaRef: null } });
    await refusedFor(
      itemIds,
      /No data processing addendum \(DPA\) on file\. File the data processing addendum/,
    );
    await db.engagement.update({ where, data: { dpaRef: "DPA-kite", agreementRef: null } });
    await refusedFor(
      itemIds,
      /No agreement on file\. File the agreement of Performance marketing with Kite Insurance/,
    );
    await decideItems(ingrid(), { itemIds, decision: "reject", reason: "No agreement." });
    await db.engagement.update({ where, data: { agreementRef: "MSA-kite" } });
  });

  it("an approval for who leaves meanwhile, and for an identity without a second factor", async () => {
    const itemIds = await asked();
    const { personId, identityId } = world.people.omar;
    await db.identity.update({ where: { id: identityId }, data: { mfa: "off" } });
    await refusedFor(itemIds, /has no second factor on Google Ads/);
    await db.identity.update({ where: { id: identityId }, data: { mfa: "on" } });
    await db.person.update({ where: { id: personId }, data: { accessEndsAt: nextMonth() } });
    await refusedFor(itemIds, /Omar Rahman is leaving/);
    await db.person.update({ where: { id: personId }, data: { accessEndsAt: null } });
  });

  it("what does not exist", async () => {
    await expect(
      decideItems(ingrid(), { itemIds: [world.kite.id], decision: "smallest" }),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});

it("decides fifty items in as many statements as one", async () => {
  const many = await db.person.createManyAndReturn({
    data: Array.from({ length: 50 }, (_, n) => ({
      name: `Trainee ${n}`,
      email: `trainee${n}@clickelement.example`,
    })),
  });
  const one = await asked("omar");
  const fifty = await asked("omar", {
    assetIds: [world.assets.kiteAnalytics],
    personIds: many.map((person) => person.id),
  });
  const statements = (itemIds: string[]) =>
    countStatements(() => decideItems(ingrid(), { itemIds, decision: "smallest" }));
  const [forOne] = await statements(one);
  const [forFifty] = await statements(fifty);
  expect(forFifty).toBe(forOne);
  expect(await db.requestItem.count({ where: { state: "approved" } })).toBe(51);
});
