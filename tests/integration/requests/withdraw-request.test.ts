import { beforeAll, beforeEach, expect, it } from "vitest";
import { db } from "@/lib/db";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { cancelItemsOf } from "@/lib/requests/cancel-items-of";
import { decideItems } from "@/lib/requests/decide-items";
import { withdrawRequest } from "@/lib/requests/withdraw-request";
import { makeWorld, type Name, type World } from "@/tests/support/world";
import { clearRequests } from "./clear";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
beforeEach(clearRequests);

const asked = (...names: Name[]) =>
  askForAccess(world.people.hannah.actor, {
    clientId: world.kite.id,
    assetIds: [world.assets.kiteAds],
    personIds: names.map((name) => world.people[name].personId),
    work: ["look-at-reports"],
    until: new Date(Date.now() + 30 * 86_400_000),
    reason: "Black Friday",
  });
const states = async () => {
  const items = await db.requestItem.findMany({ include: { person: true } });
  return Object.fromEntries(items.map((item) => [item.person.name, item.state]));
};

it("withdraws what still waits of one's own request, and leaves what was decided", async () => {
  const { id: requestId } = await asked("omar", "tariq");
  const item = await db.requestItem.findFirstOrThrow({ where: { personId: world.people.omar.personId } });
  await decideItems(world.people.ingrid.actor, { itemIds: [item.id], decision: "smallest" });
  const withdrawn = await withdrawRequest(world.people.hannah.actor, { requestId, reason: "not needed" });
  expect(withdrawn.items).toBe(1);
  expect(await states()).toEqual({ "Omar Rahman": "approved", "Tariq Haddad": "withdrawn" });
  expect((await db.accessRequest.findUniqueOrThrow({ where: { id: requestId } })).closedAt).not.toBeNull();
  await expect(withdrawRequest(world.people.hannah.actor, { requestId })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringMatching(/Nothing of R-\d+ waits any more/),
  });
});

it("is for who asked: nobody else, and for strangers there is nothing", async () => {
  const { id: requestId } = await asked("omar");
  const refused = (name: Name) => expect(withdrawRequest(world.people[name].actor, { requestId })).rejects;
  await refused("ingrid").toMatchObject({
    code: "forbidden",
    message: "Only who asked for this can withdraw it.",
  });
  await refused("omar").toMatchObject({ code: "forbidden" });
  await refused("priya").toMatchObject({ code: "not_found" });
  await expect(
    withdrawRequest(world.people.hannah.actor, { requestId: world.kite.id }),
  ).rejects.toMatchObject({ code: "not_found" });
  expect(await states()).toEqual({ "Omar Rahman": "waiting" });
});

it("either withdraws or decides, when both happen at once", async () => {
  const { id: requestId } = await asked("omar");
  const item = await db.requestItem.findFirstOrThrow();
  const results = await Promise.allSettled([
    withdrawRequest(world.people.hannah.actor, { requestId }),
    decideItems(world.people.ingrid.actor, { itemIds: [item.id], decision: "smallest" }),
  ]);
  expect(results.map((result) => result.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  const grants = await db.grant.count({ where: { causeId: item.id, state: "to_grant" } });
  expect(await states()).toEqual({ "Omar Rahman": grants === 1 ? "approved" : "withdrawn" });
});

it("cancels what waits for people who depart, and nothing of the others", async () => {
  const { id: requestId } = await asked("omar", "tariq");
  const { id: own } = await asked("erik");
  const cancel = {
    personIds: [world.people.tariq.personId, world.people.erik.personId],
    reason: "They leave.",
  };
  const { cancelled } = await cancelItemsOf(world.people.sara.actor, cancel);
  expect(cancelled.map((item) => item.requestId).toSorted()).toEqual([requestId, own].toSorted());
  expect(await states()).toEqual({
    "Omar Rahman": "waiting",
    "Tariq Haddad": "cancelled",
    "Erik Levy": "cancelled",
  });
  const closed = await db.accessRequest.findMany({ where: { closedAt: { not: null } } });
  expect(closed.map((request) => request.id)).toEqual([own]);
  expect(await cancelItemsOf(world.people.sara.actor, cancel)).toEqual({ cancelled: [] });
  await expect(cancelItemsOf(world.people.hannah.actor, cancel)).rejects.toMatchObject({ code: "forbidden" });
});
