import { beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { addClientData } from "@/lib/clients/add-client-data";
import { addEngagement } from "@/lib/clients/add-engagement";
import { editEngagement } from "@/lib/clients/edit-engagement";
import { endClientData } from "@/lib/clients/end-client-data";
import { beginEnds } from "@/lib/closings/begin-ends";
import { cancelClosing } from "@/lib/closings/cancel-closing";
import { followEnds } from "@/lib/closings/jobs";
import { moveClosings } from "@/lib/closings/move-closings";
import { startClosing } from "@/lib/closings/start-closing";
import { tellOfEnds } from "@/lib/closings/tell-of-ends";
import { db } from "@/lib/db";
import { recordActive, stateOf } from "@/tests/support/grants";
import { refused } from "@/tests/support/outcomes";
import { makeWorld, type World } from "@/tests/support/world";

const DAY = 86_400_000;
const clock = systemActor("clock");
let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
const hannah = () => world.people.hannah.actor;
const ingrid = () => world.people.ingrid.actor;
const dayIn = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

/** Another engagement of Kite with a key of Omar's on one account: the first goes on. */
async function another(endsOn: string, asset: "kiteAds" | "kiteMeta" | "kiteAnalytics", role: string) {
  const { id: engagementId } = await addEngagement(hannah(), {
    ...{
      clientId: world.kite.id,
      name: `Work ${crypto.randomUUID().slice(0, 8)}`,
      startsOn: "2026-01-01",
      endsOn,
    },
  });
  const { kiteAnalytics, kiteAds, kiteMeta } = world.assets;
  const grantIds = await recordActive(world, { who: "priya", asset, roles: [role], engagementId });
  return { engagementId, grantId: grantIds[0] ?? "", assetId: { kiteAds, kiteMeta, kiteAnalytics }[asset] };
}
const close = (engagementId: string) => db.closing.findFirstOrThrow({ where: { engagementId } });

describe("the end of an engagement beside which other work goes on", () => {
  it("takes its own keys and the links that nothing else needs, and cancelled gives back what is not gone", async () => {
    const own = await another(dayIn(200), "kiteAds", "Standard");
    const [theirs = ""] = await recordActive(world, {
      ...{ who: "omar", asset: "kiteAnalytics", roles: ["Analyst"], engagementId: world.kite.engagementId },
    });
    await startClosing(hannah(), {
      clientId: world.kite.id,
      engagementId: own.engagementId,
      lastMoment: dayIn(10),
    });
    const closing = await close(own.engagementId);
    expect(closing.everything).toBe(false);
    const tasks = await db.task.findMany({ where: { causeId: closing.id }, orderBy: { number: "asc" } });
    expect(tasks.map((task) => task.kind).sort()).toEqual(["remove_link", "revoke"]);
    expect(new Set(tasks.map((task) => task.dueAt.getTime()))).toEqual(
      new Set([closing.lastMoment.getTime()]),
    );
    expect(await stateOf(own.grantId)).toMatch(/removal_due/);
    expect(await stateOf(theirs)).toMatch(/active/);

    await refused(cancelClosing(hannah(), { closingId: closing.id, reason: "Goes on." }), "forbidden");
    expect(await cancelClosing(ingrid(), { closingId: closing.id, reason: "Goes on." })).toMatchObject({
      kept: 1,
    });
    expect(await stateOf(own.grantId)).toMatch(/active/);
    expect(await db.task.count({ where: { causeId: closing.id, state: { not: "cancelled" } } })).toBe(0);
    await refused(cancelClosing(ingrid(), { closingId: closing.id, reason: "Again." }), "conflict");
  });

  it("leaves a link alone where another engagement has a key or a kit on the account", async () => {
    const own = await another(dayIn(200), "kiteAds", "Read only");
    await recordActive(world, {
      ...{ who: "omar", asset: "kiteAds", roles: ["Billing"], engagementId: world.kite.engagementId },
    });
    const started = await startClosing(hannah(), { clientId: world.kite.id, engagementId: own.engagementId });
    expect(started).toMatchObject({ links: 0, taken: 1 });
  });
});

describe("an engagement's last day", () => {
  it("is told of 14 days before, and its end begins by itself three days before, due by the end of the day", async () => {
    const far = await another(dayIn(13), "kiteAnalytics", "Viewer");
    await tellOfEnds(clock, {});
    await tellOfEnds(clock, {});
    const told = await db.notification.findMany({
      where: { kind: "engagement.ends", href: `/engagements/${far.engagementId}` },
    });
    expect(new Set(told.map((each) => each.personId))).toEqual(
      new Set([world.people.aoife.personId, world.people.ingrid.personId]),
    );
    expect(told).toHaveLength(2);
    expect((await beginEnds(clock, {})).begun).toBe(0);
    await db.engagement.update({ where: { id: far.engagementId }, data: { endsOn: new Date(dayIn(2)) } });
    await followEnds();
    const closing = await close(far.engagementId);
    expect(closing.lastMoment.toISOString().slice(0, 10)).toBe(dayIn(3));
    expect(closing.startedById).toBeNull();
    expect((await db.task.findFirstOrThrow({ where: { causeId: closing.id } })).dueAt).toEqual(
      closing.lastMoment,
    );

    // A later day moves what is still to be done.
    const later = await db.engagement.findUniqueOrThrow({ where: { id: far.engagementId } });
    await editEngagement(hannah(), {
      ...{ engagementId: far.engagementId, name: later.name, startsOn: "2026-01-01", endsOn: dayIn(30) },
    }).catch(() => db.engagement.update({ where: { id: later.id }, data: { endsOn: new Date(dayIn(30)) } }));
    expect(await moveClosings(clock, {})).toEqual({ moved: 1 });
    expect(await moveClosings(clock, {})).toEqual({ moved: 0 });
    const moved = await close(far.engagementId);
    expect(moved.lastMoment.toISOString().slice(0, 10)).toBe(dayIn(31));
    expect((await db.task.findFirstOrThrow({ where: { causeId: closing.id } })).dueAt).toEqual(
      moved.lastMoment,
    );
    await cancelClosing(ingrid(), { closingId: closing.id, reason: "Goes on." });
    expect((await beginEnds(clock, {})).begun).toBe(0);
  });

  it("long past, is made up for: everything is taken back at once", async () => {
    const past = await another(dayIn(5), "kiteMeta", "Manage campaigns (ads)");
    await db.engagement.update({
      where: { id: past.engagementId },
      data: { endsOn: new Date("2026-02-01") },
    });
    await followEnds();
    const closing = await close(past.engagementId);
    expect(closing.settledAt).not.toBeNull();
    expect(await stateOf(past.grantId)).toMatch(/removal_due/);
  });
});

describe("the list of a client's data", () => {
  it("is kept by who looks after clients, and says how something went", async () => {
    const engagementId = world.kite.engagementId;
    const input = { engagementId, name: "Export", kind: "exports" as const, keptWhere: "Warehouse" };
    await refused(addClientData(world.people.omar.actor, input), "forbidden");
    await refused(addClientData(hannah(), { ...input, name: " " }), "invalid_input");
    await refused(addClientData(hannah(), { ...input, engagementId: crypto.randomUUID() }), "not_found");
    const { id: dataId } = await addClientData(hannah(), input);
    await refused(endClientData(world.people.omar.actor, { dataId, how: "Deleted." }), "forbidden");
    await refused(endClientData(hannah(), { dataId, how: "" }), "invalid_input");
    await endClientData(hannah(), { dataId, how: "Deleted on the warehouse." });
    await refused(endClientData(hannah(), { dataId, how: "Deleted." }), "conflict");
    await refused(endClientData(hannah(), { dataId: crypto.randomUUID(), how: "Deleted." }), "not_found");
  });
});
