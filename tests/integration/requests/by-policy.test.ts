import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { beginDraft } from "@/lib/policy/begin-draft";
import type { PolicyRule } from "@/lib/policy/rules/rule";
import { saveRule } from "@/lib/policy/save-rule";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { decideItems } from "@/lib/requests/decide-items";
import { getRequest } from "@/lib/requests/queries/get-request";
import { listRequests } from "@/lib/requests/queries/list-requests";
import { replayDraft } from "@/lib/requests/queries/replay-policy";
import { firstRules, usePolicy } from "@/tests/support/access-policy";
import { makeWorld, type Name, type World } from "@/tests/support/world";
import { clearRequests } from "./clear";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
beforeEach(clearRequests);
afterEach(() => usePolicy(firstRules));

type Ask = Partial<Parameters<typeof askForAccess>[1]>;

const asked = (name: Name = "omar", more: Ask = {}) =>
  askForAccess(world.people.hannah.actor, {
    clientId: world.kite.id,
    assetIds: [world.assets.kiteAds],
    personIds: [world.people[name].personId],
    work: ["look-at-reports"],
    until: new Date(Date.now() + 30 * 86_400_000),
    reason: "Black Friday",
    ...more,
  });
const admin = () => ({
  more: [
    {
      assetId: world.assets.kiteAds,
      roleIds: [world.role("google_ads", "Admin", "ad_account")],
      reason: "easier during Q4",
    },
  ],
});
const itemsOf = (requestId: string) =>
  db.requestItem.findMany({ where: { requestId }, orderBy: { id: "asc" } });
const ingrid = () => world.people.ingrid.actor;
const aoife = () => world.people.aoife.actor;
const everythingByItself: PolicyRule[] = [
  { name: "Everything", when: { size: "smallest" }, outcome: "approve" },
  { name: "More, too", when: { size: "above" }, outcome: "approve" },
];

describe("the first version", () => {
  it("keeps what was so: the smallest to an owner, too, more to the security lead", async () => {
    const [small] = await itemsOf((await asked()).id);
    expect(small).toMatchObject({ policyOutcome: "one_approver", state: "waiting" });
    const [more] = await itemsOf((await asked("tariq", admin())).id);
    expect(more).toMatchObject({ policyOutcome: "security_lead", state: "waiting" });
    await expect(
      decideItems(aoife(), { itemIds: [more?.id ?? ""], decision: "smallest" }),
    ).rejects.toMatchObject({ code: "forbidden" });
    await decideItems(aoife(), { itemIds: [small?.id ?? ""], decision: "smallest" });
  });

  it("explains each item: the version, the rule and the facts", async () => {
    const { id } = await asked("omar", admin());
    const request = await getRequest(ingrid(), id);
    expect(request?.items[0]?.policy).toMatchObject({
      rule: 2,
      name: "Everything else",
      outcomeText: "the security lead decides",
      because: [],
      facts: expect.arrayContaining(["the role manages users or owns", "it is more than the smallest"]),
    });
  });
});

describe("approved by itself", () => {
  it("is approved in the transaction in which it is asked, by the policy and by nobody", async () => {
    const version = await usePolicy(everythingByItself);
    const { id } = await asked();
    const [item] = await itemsOf(id);
    expect(item).toMatchObject({
      state: "approved",
      decidedByPolicy: true,
      decidedById: null,
      policyVersion: version,
      policyOutcome: "approve",
    });
    const grant = await db.grant.findFirstOrThrow({ where: { causeId: item?.id ?? "" } });
    expect(grant).toMatchObject({ state: "to_grant", endsAt: item?.decidedUntil });
    expect(await db.accessRequest.findUniqueOrThrow({ where: { id } })).toMatchObject({
      closedAt: expect.any(Date),
    });
    const event = await db.auditEvent.findFirstOrThrow({
      where: { action: "requests.decide-by-policy", objectId: id },
    });
    expect(event).toMatchObject({ actorKind: "system", actorName: "policy" });
    expect(event.after).toMatchObject({ state: "approved", rule: `version ${version}, Everything` });
  });

  it("is never more than the smallest, nor what bills, manages users or takes personal data out", async () => {
    await usePolicy(everythingByItself);
    const [more] = await itemsOf((await asked("omar", admin())).id);
    expect(more).toMatchObject({ state: "waiting", policyOutcome: "security_lead" });
    const [users] = await itemsOf((await asked("tariq", { work: ["manage-users"] })).id);
    expect(users).toMatchObject({ state: "waiting", policyOutcome: "one_approver", aboveSmallest: false });
    const request = await getRequest(ingrid(), users?.requestId ?? "");
    expect(request?.items[0]?.policy?.raised).toMatch(/always goes to a person/);
  });

  it("and the database holds that, whatever the code says", async () => {
    await usePolicy([{ name: "Slow", when: { size: "smallest" }, outcome: "one_approver" }]);
    const [users] = await itemsOf((await asked("tariq", { work: ["manage-users"] })).id);
    const byPolicy = { state: "approved", decidedByPolicy: true, decidedAt: new Date() } as const;
    await expect(db.requestItem.update({ where: { id: users?.id ?? "" }, data: byPolicy })).rejects.toThrow(
      /item_policy_decides_little/,
    );
    // As if the evaluator had said so: what came out is kept once, so a new row.
    const { id: _, policyGrounds, ...row } = users ?? ({} as never);
    await db.requestItem.update({ where: { id: users?.id ?? "" }, data: { state: "withdrawn" } });
    const grounds = z.looseObject({ facts: z.looseObject({}) }).parse(policyGrounds);
    const made = (duties: "apart" | "conflicting") =>
      db.requestItem.create({
        data: {
          ...row,
          policyGrounds: { ...grounds, facts: { ...grounds.facts, duties } },
          policyOutcome: "approve",
          ...byPolicy,
          roles: { create: { roleId: world.role("google_ads", "Admin", "ad_account"), as: "decided" } },
        },
      });
    await expect(made("apart")).rejects.toThrow(/item_policy_gives_little/);
    await expect(made("conflicting")).rejects.toThrow(/item_policy_leaves_conflicts/);
    await expect(
      db.requestItem.create({
        data: {
          ...row,
          policyGrounds: policyGrounds ?? {},
          policyOutcome: "approve",
          aboveSmallest: true,
          aboveReason: "x",
        },
      }),
    ).rejects.toThrow(/item_policy_keeps_floor/);
    await expect(
      db.requestItem.update({ where: { id: users?.id ?? "" }, data: { policyOutcome: "approve" } }),
    ).rejects.toThrow(/not overwritten/);
  });

  it("can ask for a compliant device, and waits for a person where the engagement asks for one that is not there", async () => {
    await usePolicy([
      { name: "Safe", when: { size: "smallest", device: ["compliant"] }, outcome: "approve" },
      {
        name: "Else",
        when: { size: "smallest", device: ["not_compliant", "unknown"] },
        outcome: "one_approver",
      },
    ]);
    const [{ state, policyOutcome } = {}] = await itemsOf((await asked("tariq")).id);
    expect({ state, policyOutcome }).toEqual({ state: "waiting", policyOutcome: "one_approver" });
    const { personId } = world.people.omar;
    const all = { diskEncryption: true, automaticUpdates: true, screenLock: true, remoteWipe: true };
    await db.device.create({
      data: { personId, name: "T14", kind: "laptop", ...all, attestedAt: new Date() },
    });
    const [omars] = await itemsOf((await asked()).id);
    expect(omars).toMatchObject({ state: "approved", decidedByPolicy: true });

    await usePolicy(everythingByItself);
    const where = { id: world.kite.engagementId };
    await db.engagement.update({ where, data: { compliantDeviceRequired: true } });
    const [eriks] = await itemsOf((await asked("erik")).id);
    await db.engagement.update({ where, data: { compliantDeviceRequired: false } });
    await db.device.deleteMany();
    expect(eriks).toMatchObject({ state: "waiting", policyOutcome: "approve" });
  });

  it("waits for a person where something stands against it, who sees what", async () => {
    await usePolicy(everythingByItself);
    const where = { id: world.people.omar.identityId };
    await db.identity.update({ where, data: { mfa: "off" } });
    const { id } = await asked();
    await db.identity.update({ where, data: { mfa: "on" } });
    expect((await itemsOf(id))[0]).toMatchObject({ state: "waiting", policyOutcome: "approve" });
    await decideItems(aoife(), { itemIds: (await itemsOf(id)).map((item) => item.id), decision: "asked" });
    expect((await itemsOf(id))[0]).toMatchObject({
      state: "approved",
      decidedByPolicy: false,
      decidedById: world.people.aoife.personId,
    });
  });

  it("gives one grant when it is asked twice at once", async () => {
    await usePolicy(everythingByItself);
    const both = await Promise.allSettled([asked(), asked()]);
    // Whoever comes second finds that it is held, or is approved for what is given already.
    expect(both.map(({ status }) => status)).toContain("fulfilled");
    const personId = world.people.omar.personId;
    expect(await db.grant.count({ where: { personId, state: "to_grant" } })).toBe(1);
  });

  it("is nobody's to do by hand", async () => {
    const { decideByPolicy } = await import("@/lib/requests/decide-by-policy");
    const { id } = await asked();
    await expect(decideByPolicy(ingrid(), { requestId: id })).rejects.toMatchObject({ code: "forbidden" });
    await expect(decideByPolicy(systemActor("clock"), { requestId: id })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("the other outcomes", () => {
  it("refuse with the rule's sentence, at once", async () => {
    await usePolicy([
      {
        name: "Not here",
        when: { clients: [world.kite.id] },
        outcome: "refuse",
        sentence: "Kite is frozen.",
      },
    ]);
    const { id } = await asked();
    expect((await itemsOf(id))[0]).toMatchObject({
      state: "rejected",
      decidedByPolicy: true,
      decisionReason: "Kite is frozen.",
    });
    expect(await db.grant.count({ where: { state: "to_grant" } })).toBe(0);
  });

  it("give the smallest to the security lead alone, in the rule and in the lists", async () => {
    await usePolicy([{ name: "Mine", when: { personKinds: ["employee"] }, outcome: "security_lead" }]);
    const { id } = await asked();
    const itemIds = (await itemsOf(id)).map((item) => item.id);
    await expect(decideItems(aoife(), { itemIds, decision: "smallest" })).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringMatching(/gives this to the security lead/),
    });
    const list = { q: "", sort: "", page: 1, filters: { show: "to-decide" } };
    expect((await listRequests(aoife(), list)).total).toBe(0);
    expect((await listRequests(ingrid(), list)).total).toBe(1);
    await decideItems(ingrid(), { itemIds, decision: "smallest" });
  });

  it("of a rejection ask nothing of the client", async () => {
    await usePolicy([{ name: "Both", when: { size: "smallest" }, outcome: "security_lead_and_client" }]);
    const itemIds = (await itemsOf((await asked()).id)).map((item) => item.id);
    await decideItems(ingrid(), { itemIds, decision: "reject", reason: "Not now." });
    expect(await db.requestItem.findFirst()).toMatchObject({ state: "rejected" });
    expect(await db.clientAnswer.count()).toBe(0);
  });
});

describe("a draft on what was asked", () => {
  it("says what would have come out differently, and by which rule", async () => {
    await asked("omar");
    await asked("erik", { work: ["publish-campaigns"] });
    await asked("tariq", admin());
    await confirmedDraft();
    const replay = await replayDraft(ingrid(), 1);
    expect(replay).toMatchObject({
      tried: 3,
      total: 1,
      moves: [{ was: "one_approver", would: "approve", items: 1 }],
      rows: [{ personName: "Omar Rahman", assetName: "Kite – Search", rule: "Only looking" }],
    });
    expect(await db.requestItem.count({ where: { state: "waiting" } })).toBe(3);
    await db.accessPolicyDraft.deleteMany();
    expect(await replayDraft(ingrid(), 1)).toBeNull();
  });

  it("takes the devices of what was asked before they were known as not known", async () => {
    const [item] = await itemsOf((await asked("omar")).id);
    const { id: _, policyGrounds, ...row } = item ?? ({} as never);
    const { facts, ...grounds } = z.looseObject({ facts: z.looseObject({}) }).parse(policyGrounds);
    expect(facts.device).toBe("unknown");
    const { device: __, ...older } = facts;
    await db.requestItem.update({ where: { id: item?.id ?? "" }, data: { state: "withdrawn" } });
    await db.requestItem.create({ data: { ...row, policyGrounds: { ...grounds, facts: older } as never } });
    await beginDraft(ingrid(), { from: 1 });
    const unknown = {
      name: "Not known",
      when: { device: ["unknown" as const] },
      outcome: "security_lead" as const,
    };
    await saveRule(ingrid(), { revision: 1, place: 1, ...unknown });
    expect(await replayDraft(ingrid(), 1)).toMatchObject({
      tried: 2,
      moves: [{ was: "one_approver", would: "security_lead", items: 2 }],
    });
    await db.accessPolicyDraft.deleteMany();
  });

  async function confirmedDraft() {
    const { _max } = await db.accessPolicyVersion.aggregate({ _max: { number: true } });
    await beginDraft(ingrid(), { from: _max.number ?? 1 });
    const only: PolicyRule = {
      name: "Only looking",
      when: { size: "smallest", risk: ["low"] },
      outcome: "approve",
    };
    await saveRule(ingrid(), { revision: 1, place: 1, ...only });
    const rest = { name: "The rest", when: { size: "smallest" }, outcome: "one_approver" } as const;
    await saveRule(ingrid(), { revision: 2, ...rest });
  }
});

it("many people on many accounts are all answered at once", async () => {
  await usePolicy(everythingByItself);
  const personIds = Object.values(world.people).map((person) => person.personId);
  const mine = await askForAccess(world.people.aoife.actor, {
    clientId: world.kite.id,
    assetIds: [world.assets.kiteAds, world.assets.kiteMeta, world.assets.kiteAnalytics],
    personIds,
    work: ["look-at-reports"],
    until: new Date(Date.now() + 30 * 86_400_000),
    reason: "Everybody looks",
  });
  const items = await itemsOf(mine.id);
  expect(items).toHaveLength(27);
  expect(items.every((item) => item.decidedByPolicy && item.state === "approved")).toBe(true);
});
