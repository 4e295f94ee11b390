import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { decideItems } from "@/lib/requests/decide-items";
import { confirmed } from "@/tests/support/proof";
import { makeWorld, type World } from "@/tests/support/world";
import { clearRequests } from "./clear";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
beforeEach(async () => {
  await clearRequests();
  await db.notification.deleteMany();
});

const ask = (more: Partial<Parameters<typeof askForAccess>[1]> = {}, who: "hannah" | "ingrid" = "hannah") =>
  askForAccess(world.people[who].actor, {
    clientId: world.kite.id,
    assetIds: [world.assets.kiteAds],
    personIds: [world.people.omar.personId],
    work: ["publish-campaigns"],
    until: new Date(Date.now() + 30 * 86_400_000),
    reason: "Black Friday",
    ...more,
  });
const itemsOf = async (requestId: string) =>
  (await db.requestItem.findMany({ where: { requestId }, select: { id: true } })).map(({ id }) => id);
const told = async (kind: string) => {
  const rows = await db.notification.findMany({ where: { kind }, include: { person: true } });
  return rows
    .map(({ person, subject, href }) => ({ to: person?.name ?? "", subject, href }))
    .toSorted((a, b) => (a.to < b.to ? -1 : 1));
};

describe("a request that waits", () => {
  it("is told to those who may decide it, and not to who asked", async () => {
    const { id, number } = await ask();
    const subject = `R-${number}: Hannah Stone asks that Omar Rahman can publish campaigns for Kite Insurance`;
    const href = `/requests/${id}`;
    expect(await told("request.to-decide")).toEqual([
      { to: "Aoife Raman", subject, href },
      { to: "Ingrid Dahl", subject, href },
    ]);
    await db.notification.deleteMany();
    await ask({ personIds: [world.people.tariq.personId] }, "ingrid");
    expect((await told("request.to-decide")).map(({ to }) => to)).toEqual(["Aoife Raman"]);
  });

  it("is told to the security lead alone when it asks for more than the smallest", async () => {
    const roleIds = [world.role("google_ads", "Admin", "ad_account")];
    await ask({ more: [{ assetId: world.assets.kiteAds, roleIds, reason: "easier" }] });
    expect((await told("request.to-decide")).map(({ to }) => to)).toEqual(["Ingrid Dahl"]);
  });
});

describe("a decision", () => {
  it("is told to who asked and who holds it, once, whoever of two decides", async () => {
    const { id, number } = await ask();
    const itemIds = await itemsOf(id);
    const { ingrid, aoife } = world.people;
    const decide = (actor: typeof ingrid.actor) =>
      confirmed(decideItems, actor, { itemIds, decision: "reject", reason: "Not this quarter" });
    const outcomes = await Promise.allSettled([decide(ingrid.actor), decide(aoife.actor)]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const subject = `R-${number} for Kite Insurance: rejected`;
    expect(await told("request.decided")).toEqual([
      { to: "Hannah Stone", subject, href: `/requests/${id}` },
      { to: "Omar Rahman", subject, href: `/requests/${id}` },
    ]);
  });
});
