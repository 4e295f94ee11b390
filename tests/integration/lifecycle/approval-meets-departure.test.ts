import { beforeAll, describe, expect, it } from "vitest";
import { db, type Tx } from "@/lib/db";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { beginGrants } from "@/lib/register/begin-grants";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { decideItems } from "@/lib/requests/decide-items";
import { inDays } from "@/tests/support/grants";
import { refused } from "@/tests/support/outcomes";
import { makeWorld, type Name, type World } from "@/tests/support/world";
import { hold } from "./holdings";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});

const leave = (name: Name) =>
  startDeparture(world.people.sara.actor, {
    personId: world.people[name].personId,
    kind: "leaves",
    lastMoment: inDays(20),
  });

/** A request for somebody that waits; gives its items. */
async function asked(name: Name): Promise<string[]> {
  const { id } = await askForAccess(world.people.hannah.actor, {
    clientId: world.kite.id,
    assetIds: [world.assets.kiteAds],
    personIds: [world.people[name].personId],
    work: ["look-at-reports"],
    until: inDays(30),
    reason: "Monthly report",
  });
  const items = await db.requestItem.findMany({ where: { requestId: id } });
  return items.map((item) => item.id);
}

const approve = (itemIds: string[]) =>
  decideItems(world.people.ingrid.actor, { itemIds, decision: "smallest" });

/** What is given although the person leaves: wanted by the register, and on nobody's checklist. */
const strays = (name: Name) =>
  db.grant.count({
    where: { personId: world.people[name].personId, state: { in: ["to_grant", "invited", "active"] } },
  });

/**
 * Holds a row, starts the first, starts the second once the first waits for that row, and lets go once both wait:
 * so the second comes in the very moment in which the first is under way.
 */
async function meet<First, Second>(
  row: (tx: Tx) => Promise<unknown>,
  first: () => Promise<First>,
  second: () => Promise<Second>,
): Promise<[PromiseSettledResult<First>, PromiseSettledResult<Second>]> {
  const both = await db.$transaction(
    async (tx) => {
      await row(tx);
      const started = first();
      started.catch(() => undefined);
      await waiting(1);
      const followed = second();
      followed.catch(() => undefined);
      await waiting(2);
      return { started, followed };
    },
    { timeout: 20_000 },
  );
  return Promise.allSettled([both.started, both.followed]);
}

async function waiting(count: number): Promise<void> {
  await expect
    .poll(
      async () => {
        const [row] = await db.$queryRaw<{ count: number }[]>`
          SELECT count(*)::int AS count FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock'`;
        return row?.count;
      },
      { timeout: 5_000, interval: 20 },
    )
    .toBe(count);
}

describe("an approval in the very moment in which a departure starts", () => {
  it("is refused when the departure was first", async () => {
    const { assets, role } = world;
    const key = await hold(world, "omar", assets.kiteAnalytics, role("ga4", "Viewer"));
    const itemIds = await asked("omar");
    const [departure, approval] = await meet(
      (tx) => tx.$queryRaw`SELECT id FROM "Grant" WHERE id = ${key}::uuid FOR UPDATE`,
      () => leave("omar"),
      () => approve(itemIds),
    );
    expect(departure).toMatchObject({ status: "fulfilled", value: { taken: 1, requestsCancelled: 1 } });
    expect(approval).toMatchObject({
      status: "rejected",
      reason: { code: "conflict", message: expect.stringContaining("was cancelled") },
    });
    expect(await strays("omar")).toBe(0);
  });

  it("is on the departure's checklist when it was first", async () => {
    const itemIds = await asked("priya");
    const [approval, departure] = await meet(
      (tx) => tx.$queryRaw`SELECT id FROM "Asset" WHERE id = ${world.assets.kiteAds}::uuid FOR UPDATE`,
      () => approve(itemIds),
      () => leave("priya"),
    );
    expect(approval).toMatchObject({ status: "fulfilled", value: { approved: 1, tasks: 1 } });
    expect(departure).toMatchObject({ status: "fulfilled", value: { notGranted: 1, requestsCancelled: 0 } });
    expect(await strays("priya")).toBe(0);
  });

  it("never leaves a key behind, whoever is first", async () => {
    const leavers = ["erik", "tariq", "julia"] as const;
    const requests = new Map<Name, string[]>();
    for (const name of leavers) requests.set(name, await asked(name));
    await Promise.allSettled(leavers.flatMap((name) => [leave(name), approve(requests.get(name) ?? [])]));
    for (const name of leavers) expect({ name, strays: await strays(name) }).toEqual({ name, strays: 0 });
    expect(await db.departure.count()).toBe(5);
  });
});

describe("access that is begun for who leaves", () => {
  const begin = (name: Name) =>
    beginGrants(world.people.ingrid.actor, {
      grants: [
        {
          personId: world.people[name].personId,
          assetId: world.assets.northwindAnalytics,
          roleIds: [world.role("ga4", "Viewer")],
          purpose: "One more report",
          endsAt: inDays(2),
        },
      ],
      cause: "recorded",
    });

  it("is refused in the moment in which the departure starts", async () => {
    const key = await hold(world, "hannah", world.assets.kiteAnalytics, world.role("ga4", "Viewer"));
    const [departure, begun] = await meet(
      (tx) => tx.$queryRaw`SELECT id FROM "Grant" WHERE id = ${key}::uuid FOR UPDATE`,
      () => leave("hannah"),
      () => begin("hannah"),
    );
    expect(departure).toMatchObject({ status: "fulfilled", value: { taken: 1 } });
    expect(begun).toMatchObject({ status: "rejected", reason: { code: "conflict" } });
    expect(await strays("hannah")).toBe(0);
  });

  it("is refused afterwards, however short", async () => {
    await refused(begin("omar"), "conflict", /Omar Rahman is leaving, so nothing new is given/);
  });
});
