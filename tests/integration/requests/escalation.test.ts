import { beforeAll, beforeEach, expect, it } from "vitest";
import { db } from "@/lib/db";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { decideItems } from "@/lib/requests/decide-items";
import { escalateLate } from "@/lib/requests/jobs";
import { getRequest } from "@/lib/requests/queries/get-request";
import { makeWorld, type Name, type World } from "@/tests/support/world";
import { clearRequests } from "./clear";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
beforeEach(async () => {
  await clearRequests();
  await db.notification.deleteMany({ where: { kind: "request.escalated" } });
});

const told = () =>
  db.notification.findMany({ where: { kind: "request.escalated" }, orderBy: { createdAt: "asc" } });

async function asked(by: Name, forWhom: Name, minutesAgo: number, hours = false): Promise<string> {
  const { id } = await askForAccess(world.people[by].actor, {
    clientId: world.kite.id,
    assetIds: [world.assets.kiteAds],
    personIds: [world.people[forWhom].personId],
    work: ["look-at-reports"],
    ...(hours ? { lastsMinutes: 120 } : { until: new Date(Date.now() + 30 * 86_400_000) }),
    reason: "Reports",
  });
  const at = new Date(Date.now() - minutesAgo * 60_000);
  await db.accessRequest.update({ where: { id }, data: { createdAt: at } });
  return id;
}

it("tells the owners once of what waits too long: four days, or more than an hour for a few hours", async () => {
  const late = await asked("hannah", "omar", 4 * 1440);
  const soon = await asked("hannah", "erik", 61, true);
  await asked("hannah", "tariq", 59, true);
  await asked("priya", "sara", 5);
  expect(await escalateLate()).toEqual({ said: "2 requests were not decided in time" });
  expect(await escalateLate()).toBeUndefined();
  const notices = await told();
  expect(notices.map(({ personId, href }) => [personId, href]).toSorted()).toEqual(
    [late, soon].map((id) => [world.people.aoife.personId, `/requests/${id}`]).toSorted(),
  );
  expect(notices.every(({ text }) => /not decided in time/.test(text))).toBe(true);
});

it("leaves what was decided, and two clocks tell once", async () => {
  const done = await asked("hannah", "omar", 4 * 1440);
  const items = await db.requestItem.findMany({ where: { requestId: done } });
  await decideItems(world.people.ingrid.actor, {
    itemIds: items.map((item) => item.id),
    decision: "smallest",
  });
  await asked("hannah", "erik", 4 * 1440);
  await Promise.all([escalateLate(), escalateLate()]);
  expect(await told()).toHaveLength(1);
});

it("says where nobody can decide: it stays closed", async () => {
  // The only security lead asks for the only owner.
  const id = await asked("ingrid", "aoife", 4 * 1440);
  const closed = {
    personId: world.people.aoife.personId,
    text: expect.stringMatching(/^Nobody can decide it/),
  };
  // At once, and again when it is late.
  expect(await told()).toMatchObject([
    { ...closed, subject: expect.stringMatching(/^Nobody can decide R-/) },
  ]);
  await escalateLate();
  expect(await told()).toMatchObject([closed, closed]);
  expect(await getRequest(world.people.hannah.actor, id)).toBeNull();
  expect(await getRequest(world.people.ingrid.actor, id)).toMatchObject({ closed: true });
  expect(await db.requestItem.findFirst()).toMatchObject({ state: "waiting" });
});
