import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { changeRoles } from "@/lib/accounts/change-roles";
import { db } from "@/lib/db";
import { endDelegation } from "@/lib/delegations/end-delegation";
import { answerItems } from "@/lib/requests/answer-items";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { decideItems } from "@/lib/requests/decide-items";
import { escalateLate } from "@/lib/requests/jobs";
import { getRequest } from "@/lib/requests/queries/get-request";
import { listRequests } from "@/lib/requests/queries/list-requests";
import { requestCounts } from "@/lib/requests/queries/request-counts";
import { clearRequests } from "@/tests/integration/requests/clear";
import { asNow } from "@/tests/support/as-now";
import { makeContacts } from "@/tests/support/contacts";
import { endDelegations, givePasskey, handOn } from "@/tests/support/delegations";
import { refused } from "@/tests/support/outcomes";
import { confirmed } from "@/tests/support/proof";
import { makeWorld, type Name, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  for (const name of ["aoife", "ingrid", "hannah", "erik", "priya"] as const)
    await givePasskey(world.people[name]);
  const { kite, people } = world;
  await db.membership.createMany({
    data: [people.omar, people.tariq].map(({ personId }) => ({
      engagementId: kite.engagementId,
      personId,
      role: "Media buyer",
    })),
  });
});
beforeEach(async () => {
  await clearRequests();
  await endDelegations();
  await db.notification.deleteMany();
});

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);

async function asked(by: Name, forWhom: Name, more = false): Promise<{ id: string; itemIds: string[] }> {
  const { assets, kite, people, role } = world;
  const { id } = await askForAccess(await asNow(world, by), {
    clientId: kite.id,
    assetIds: [assets.kiteAds],
    personIds: [people[forWhom].personId],
    work: ["look-at-reports"],
    until: inDays(30),
    reason: "Winter",
    ...(more
      ? {
          more: [
            {
              assetId: assets.kiteAds,
              roleIds: [role("google_ads", "Standard", "ad_account")],
              reason: "More",
            },
          ],
        }
      : {}),
  });
  const items = await db.requestItem.findMany({ where: { requestId: id } });
  return { id, itemIds: items.map((item) => item.id) };
}
const decide = async (by: Name, itemIds: string[], decision: "smallest" | "asked" = "smallest") =>
  confirmed(decideItems, await asNow(world, by), { itemIds, decision });
const waits = async (itemIds: string[]) =>
  expect(await db.requestItem.count({ where: { id: { in: itemIds }, state: "waiting" } })).toBe(
    itemIds.length,
  );

describe("in the place of an approver", () => {
  it("a colleague sees what waits, decides it, and it says in whose place", async () => {
    await handOn(world, "ingrid", "hannah");
    const { id, itemIds } = await asked("omar", "omar");
    const hannah = await asNow(world, "hannah");
    expect(await requestCounts(hannah)).toMatchObject({ toDecide: 1, waiting: 1, mine: 0 });
    const state = { q: "", sort: "", page: 1, filters: { show: "to-decide" } };
    expect((await listRequests(hannah, state)).rows).toMatchObject([
      { id, canDecide: true, bulkItemIds: itemIds },
    ]);
    expect(await getRequest(hannah, id)).toMatchObject({
      can: { decide: true, inPlaceOf: ["Ingrid Dahl"] },
      closed: false,
    });
    await decide("hannah", itemIds);
    const done = await getRequest(await asNow(world, "aoife"), id);
    expect(done?.items).toMatchObject([{ decidedBy: "Hannah Stone", inPlaceOf: "Ingrid Dahl" }]);
    const event = await db.auditEvent.findFirstOrThrow({
      where: { objectId: id, action: "requests.decide-items" },
    });
    expect(event).toMatchObject({
      actorId: world.people.hannah.personId,
      after: { state: "approved", inPlaceOf: "Ingrid Dahl" },
    });
    await refused(decide("ingrid", itemIds), "conflict", /by Hannah Stone in place of Ingrid Dahl/);
    // What they have decided they still see when it is over.
    await endDelegations();
    expect(await getRequest(await asNow(world, "hannah"), id)).toMatchObject({ can: { decide: false } });
  });

  it("as far as that one may decide, and by their own role where that is enough", async () => {
    await handOn(world, "ingrid", "aoife");
    const above = await asked("omar", "omar", true);
    await decide("aoife", above.itemIds, "asked");
    const plain = await asked("tariq", "tariq");
    await decide("aoife", plain.itemIds);
    const rows = await db.requestItem.findMany({ orderBy: { id: "asc" } });
    expect(rows.map((row) => row.inPlaceOfId)).toEqual([world.people.ingrid.personId, null]);

    await handOn(world, "aoife", "erik");
    const more = await asked("sara", "sara", true);
    await refused(decide("erik", more.itemIds, "asked"), "forbidden", /decided by the security lead/);
    await waits(more.itemIds);
  });

  it("what is privileged is approved with a proof of the one who decides", async () => {
    await handOn(world, "ingrid", "hannah");
    const { itemIds } = await asked("omar", "omar", true);
    await refused(
      decideItems(await asNow(world, "hannah"), { itemIds, decision: "asked" }),
      "unauthenticated",
      /Confirm/,
    );
    await waits(itemIds);
    await decide("hannah", itemIds, "asked");
  });

  it.each<[string, Name, Name, RegExp]>([
    ["what the delegator asked for", "ingrid", "omar", /Ingrid Dahl asked for this/],
    ["what the delegator would hold", "priya", "ingrid", /Ingrid Dahl would hold this/],
    ["what they asked for themselves", "hannah", "omar", /asked for this yourself/],
    ["what they would hold themselves", "priya", "hannah", /would hold this access yourself/],
  ])("nobody decides %s", async (_, by, forWhom, words) => {
    await handOn(world, "ingrid", "hannah");
    const { id, itemIds } = await asked(by, forWhom);
    for (const decision of ["smallest", "asked"] as const)
      await refused(decide("hannah", itemIds, decision), "forbidden", words);
    const seen = await getRequest(await asNow(world, "hannah"), id);
    expect(seen?.can).toMatchObject({ decide: false, refusal: expect.stringMatching(words) });
    await waits(itemIds);
    await decide("aoife", itemIds);
  });

  it("nor, by a role of their own, what those asked for in whose place they decide: it stays closed, and owners are told", async () => {
    await handOn(world, "ingrid", "aoife");
    const { id, itemIds } = await asked("ingrid", "omar");
    await refused(decide("aoife", itemIds), "forbidden", /you decide in their place/);
    await waits(itemIds);
    expect(await db.notification.findMany({ where: { kind: "request.escalated" } })).toMatchObject([
      { personId: world.people.aoife.personId, subject: expect.stringMatching(/^Nobody can decide/) },
    ]);
    expect((await getRequest(await asNow(world, "aoife"), id))?.closed).toBe(true);
  });

  it("an account manager who has become the security lead decides nothing that they asked for before", async () => {
    const { itemIds } = await asked("hannah", "omar");
    const roles = async (...all: ["account_manager"] | ["account_manager", "security_lead"]) =>
      confirmed(changeRoles, await asNow(world, "aoife"), {
        accountId: world.people.hannah.accountId,
        roles: all,
      });
    await roles("account_manager", "security_lead");
    await refused(decide("hannah", itemIds), "forbidden", /asked for this yourself/);
    // Nor does the one to whom they hand it on.
    await handOn(world, "hannah", "erik");
    await refused(decide("erik", itemIds), "forbidden", /Hannah Stone asked for this/);
    await roles("account_manager");
    await waits(itemIds);
  });

  it("ends with the delegation, also for a request that has begun: nothing is decided by what was", async () => {
    const delegationId = await handOn(world, "ingrid", "hannah");
    const { itemIds } = await asked("omar", "omar");
    const before = await asNow(world, "hannah");
    await endDelegation(await asNow(world, "ingrid"), { delegationId });
    await refused(confirmed(decideItems, before, { itemIds, decision: "smallest" }), "forbidden");
    await waits(itemIds);
  });

  it("a role that was taken away counts no more, also for a request that has begun", async () => {
    const { itemIds } = await asked("omar", "omar");
    const before = await asNow(world, "ingrid");
    const roles = async (role: "hr" | "security_lead") =>
      confirmed(changeRoles, await asNow(world, "aoife"), {
        accountId: world.people.ingrid.accountId,
        roles: [role],
      });
    await roles("hr");
    await refused(confirmed(decideItems, before, { itemIds, decision: "smallest" }), "forbidden");
    await roles("security_lead");
    await waits(itemIds);
  });

  it("a break-glass account decides nothing", async () => {
    const { itemIds } = await asked("omar", "omar");
    const { accountId, personId } = world.people.aoife;
    await db.account.update({ where: { id: accountId }, data: { breakGlassAt: new Date() } });
    await refused(decide("aoife", itemIds), "forbidden", /break-glass account/);
    const by = {
      state: "rejected" as const,
      decidedById: personId,
      decidedAt: new Date(),
      decisionReason: "No",
    };
    await expect(db.requestItem.updateMany({ where: { id: { in: itemIds } }, data: by })).rejects.toThrow(
      /second_person_sealed/,
    );
    await db.account.update({ where: { id: accountId }, data: { breakGlassAt: null } });
    await waits(itemIds);
  });
});

describe("the database holds it, whoever writes", () => {
  const write = (itemIds: string[], by: Name, place: Name | null) =>
    db.requestItem.updateMany({
      where: { id: { in: itemIds } },
      data: {
        state: "rejected",
        decidedById: world.people[by].personId,
        inPlaceOfId: place && world.people[place].personId,
        decidedAt: new Date(),
        decisionReason: "No",
      },
    });

  it.each<[string, Name, Name, Name, Name | null, RegExp]>([
    ["in a place that was handed on to nobody", "omar", "omar", "erik", "ingrid", /item_decided_in_place/],
    ["in one’s own place", "omar", "omar", "hannah", "hannah", /item_(in_place_of_another|decided_in_place)/],
    [
      "in the place of who asked",
      "ingrid",
      "omar",
      "hannah",
      "ingrid",
      /item_(in_place_of_another|decided_by_stand_in)/,
    ],
    ["by who stands in for who asked", "ingrid", "omar", "hannah", null, /item_decided_by_stand_in/],
    ["by who stands in for who would hold it", "priya", "ingrid", "hannah", null, /item_decided_by_stand_in/],
  ])("nothing is decided %s", async (_, by, forWhom, decider, place, guard) => {
    await handOn(world, "ingrid", "hannah");
    const { itemIds } = await asked(by, forWhom);
    await expect(write(itemIds, decider, place)).rejects.toThrow(guard);
    await waits(itemIds);
  });

  it("nor in the place of somebody who stands in for who asked", async () => {
    await handOn(world, "aoife", "ingrid");
    await handOn(world, "ingrid", "hannah");
    const { itemIds } = await asked("aoife", "omar");
    await expect(write(itemIds, "hannah", "ingrid")).rejects.toThrow(/item_decided_by_stand_in/);
    await refused(decide("hannah", itemIds), "forbidden");
    await waits(itemIds);
  });

  it("nor by a delegation that is over", async () => {
    await handOn(world, "ingrid", "hannah");
    const { itemIds } = await asked("omar", "omar");
    await endDelegations();
    await expect(write(itemIds, "hannah", "ingrid")).rejects.toThrow(/item_decided_in_place/);
    await waits(itemIds);
  });
});

describe("who is told", () => {
  const toldOf = async (kind: string) =>
    (await db.notification.findMany({ where: { kind } })).map(
      ({ personId }) => Object.entries(world.people).find(([, each]) => each.personId === personId)?.[0],
    );

  it("of what waits: whoever stands in as well, while they do, but not of what they cannot decide", async () => {
    const delegationId = await handOn(world, "ingrid", "hannah");
    await asked("omar", "omar");
    expect((await toldOf("request.to-decide")).toSorted()).toEqual(["aoife", "hannah", "ingrid"]);
    await db.notification.deleteMany();
    await asked("hannah", "tariq");
    expect((await toldOf("request.to-decide")).toSorted()).toEqual(["aoife", "ingrid"]);
    await db.notification.deleteMany();
    await endDelegation(await asNow(world, "ingrid"), { delegationId });
    await asked("sara", "sara");
    expect((await toldOf("request.to-decide")).toSorted()).toEqual(["aoife", "ingrid"]);
  });

  it("of what nobody can decide: not where somebody who stands in can", async () => {
    const { id } = await asked("ingrid", "aoife");
    expect(await toldOf("request.escalated")).toEqual(["aoife"]);
    await handOn(world, "ingrid", "hannah");
    // Ingrid's stand-in decides it no more than she does.
    expect((await getRequest(await asNow(world, "aoife"), id))?.closed).toBe(true);
    await db.accessRequest.update({ where: { id }, data: { createdAt: inDays(-5) } });
    await escalateLate();
    const late = await db.notification.findMany({ where: { cause: { endsWith: "not decided in time" } } });
    expect(late).toMatchObject([{ text: expect.stringMatching(/^Nobody can decide it/) }]);
  });
});

describe("where the client has to agree", () => {
  it("what was approved in a place is given by its yes as that, also when the delegation is over by then", async () => {
    const { carla } = await makeContacts(world);
    const where = { id: world.kite.engagementId };
    await db.engagement.update({ where, data: { clientApprovesGrants: true } });
    onTestFinished(async () => {
      await db.engagement.update({ where, data: { clientApprovesGrants: false } });
      // What was said stays, so the request does too.
      await db.requestItem.updateMany({ where: { state: "waiting" }, data: { state: "withdrawn" } });
    });
    const delegationId = await handOn(world, "ingrid", "hannah");
    const { id, itemIds } = await asked("omar", "omar");
    await decide("hannah", itemIds);
    await waits(itemIds);
    const seen = (await getRequest(await asNow(world, "aoife"), id))?.items[0]?.leadApproval;
    expect(seen).toMatchObject({ leadName: "Hannah Stone", inPlaceOf: "Ingrid Dahl" });
    const byHand = { itemId: itemIds[0] ?? "", leadId: world.people.erik.personId };
    await expect(
      db.leadApproval.create({ data: { ...byHand, inPlaceOfId: world.people.ingrid.personId } }),
    ).rejects.toThrow(/item_decided_in_place/);
    await endDelegation(await asNow(world, "ingrid"), { delegationId });
    await confirmed(answerItems, carla.actor, { itemIds, answer: "yes" });
    expect(await db.requestItem.findFirst({ where: { id: { in: itemIds } } })).toMatchObject({
      state: "approved",
      decidedById: world.people.hannah.personId,
      inPlaceOfId: world.people.ingrid.personId,
    });
  });
});
