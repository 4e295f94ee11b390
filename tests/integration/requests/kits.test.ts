import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addEngagement } from "@/lib/clients/add-engagement";
import { addMembership } from "@/lib/clients/add-membership";
import { copyKit } from "@/lib/clients/copy-kit";
import { endMembership } from "@/lib/clients/end-membership";
import { getKitOptions } from "@/lib/clients/queries/kit-options";
import { setKit } from "@/lib/clients/set-kit";
import { db } from "@/lib/db";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { askForKit } from "@/lib/requests/ask-for-kit";
import { getKits } from "@/lib/requests/queries/get-kits";
import { kitDifferences } from "@/lib/requests/queries/kit-differences";
import { ownSeats } from "@/lib/requests/queries/own-seats";
import { previewKit } from "@/lib/requests/queries/preview-kit";
import { previewCopy, weighKit } from "@/lib/requests/queries/weigh-kit";
import { inDays, recordActive } from "@/tests/support/grants";
import { refused, twiceAtOnce } from "@/tests/support/outcomes";
import { makeWorld, type Name, type World } from "@/tests/support/world";
import { clearRequests } from "./clear";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});

const as = (who: Name) => world.people[who].actor;
const role = "Media buyer";
let engagementId = "";
const buyer = () => [
  { assetId: world.assets.kiteAds, work: ["publish-campaigns" as const] },
  { assetId: world.assets.kiteMeta, work: ["publish-campaigns" as const] },
  { assetId: world.assets.kiteAnalytics, work: ["look-at-reports" as const] },
];
const kit = (more: object = {}) => ({ engagementId, role, lines: buyer(), ...more });
const join = (who: Name, as_ = role) =>
  addMembership(as("hannah"), { engagementId, personId: world.people[who].personId, role: as_ });
const live = () => db.kitLine.findMany({ where: { engagementId, endedAt: null }, orderBy: { id: "asc" } });

// An engagement of its own for each test: history is never deleted.
let count = 0;
beforeEach(async () => {
  await clearRequests();
  count += 1;
  const named = {
    clientId: world.kite.id,
    name: `Launch ${count}`,
    startsOn: "2026-01-01",
    endsOn: "2027-06-30",
  };
  const added = await addEngagement(as("hannah"), named);
  engagementId = added.id;
});

describe("set-kit", () => {
  it("replaces the kit of a role as a whole, keeps what it was, and writes down what changed", async () => {
    await setKit(as("hannah"), kit());
    const before = await live();
    const changed = [buyer()[0], { assetId: world.assets.kiteMeta, work: ["look-at-reports" as const] }];
    await setKit(as("hannah"), kit({ role: "MEDIA BUYER", lines: changed }));
    const after = await live();
    expect(after.map((line) => [line.role, line.assetId, line.work])).toEqual([
      [role, world.assets.kiteAds, ["publish-campaigns"]],
      [role, world.assets.kiteMeta, ["look-at-reports"]],
    ]);
    expect(after[0]?.id).toBe(before[0]?.id);
    expect(await db.kitLine.count({ where: { engagementId, endedById: world.people.hannah.personId } })).toBe(
      2,
    );
    const event = await db.auditEvent.findFirstOrThrow({
      where: { objectId: engagementId, action: "clients.set-kit" },
      orderBy: { seq: "desc" },
    });
    expect(event.after).toMatchObject({ kitOf: role, lines: ["Kite – Brand: Look at reports"] });
  });

  it("is said by two at once, and stands once", async () => {
    await twiceAtOnce(() => setKit(as("hannah"), kit()));
    expect(await live()).toHaveLength(3);
  });

  it("refuses staff, another client's account, the studio's own, work that no role does, and an empty one", async () => {
    const on = (assetId: string, work = ["look" as const]) => kit({ lines: [{ assetId, work }] });
    await refused(setKit(as("omar"), kit()), "forbidden");
    await refused(setKit(as("sara"), kit()), "forbidden");
    await refused(setKit(as("hannah"), on(world.assets.northwindAds)), "invalid_input", /one of Kite/);
    await refused(setKit(as("hannah"), on(world.assets.manager)), "invalid_input", /one of Kite/);
    const none = kit({
      lines: [{ assetId: world.assets.kiteAnalytics, work: ["own-the-account", "manage-billing"] }],
    });
    await refused(setKit(as("hannah"), none), "invalid_input", /No role on kite.example/);
    await refused(
      setKit(as("hannah"), kit({ lines: [{ assetId: world.assets.kiteAds }] })),
      "invalid_input",
      /at least/,
    );
    await refused(setKit(as("hannah"), kit({ lines: [buyer()[0], buyer()[0]] })), "invalid_input", /once/);
    expect(await live()).toEqual([]);
  });

  it("holds in the database: another client's account, two lines at once, a line rewritten or deleted", async () => {
    const data = { engagementId, role, assetId: world.assets.kiteAds, work: ["look"] };
    await expect(
      db.kitLine.create({ data: { ...data, assetId: world.assets.northwindAds } }),
    ).rejects.toThrow(/kit_line_of_client/);
    await expect(db.kitLine.create({ data: { ...data, assetId: world.assets.manager } })).rejects.toThrow(
      /kit_line_of_client/,
    );
    await expect(db.kitLine.create({ data: { ...data, work: [] } })).rejects.toThrow(/kit_line_has_work/);
    const { id } = await db.kitLine.create({ data });
    await expect(db.kitLine.create({ data: { ...data, role: "media BUYER" } })).rejects.toThrow(
      /Unique|unique/,
    );
    const rewritten = /not overwritten/;
    await expect(
      db.$executeRaw`UPDATE "KitLine" SET work = '{look-at-reports}' WHERE id = ${id}::uuid`,
    ).rejects.toThrow(rewritten);
    await expect(db.$executeRaw`DELETE FROM "KitLine" WHERE id = ${id}::uuid`).rejects.toThrow(
      /permission denied|only ever added/,
    );
    await db.kitLine.update({ where: { id }, data: { endedAt: new Date() } });
    await expect(
      db.$executeRaw`UPDATE "KitLine" SET "endedAt" = NULL WHERE id = ${id}::uuid`,
    ).rejects.toThrow(rewritten);
  });
});

describe("copy-kit", () => {
  it("copies to an engagement of the same client as it is, and to another's where it is clear, naming the rest", async () => {
    const fromId = engagementId;
    await setKit(as("hannah"), kit());
    const input = { clientId: world.kite.id, name: `Copy ${count}`, startsOn: "2026-01-01" };
    const same = await addEngagement(as("hannah"), input);
    expect(await twiceAtOnce(() => copyKit(as("hannah"), { engagementId: same.id, fromId }))).toBe(1);
    expect((await getKits(as("hannah"), same.id))?.kits[0]?.lines).toHaveLength(3);
    const other = await addEngagement(as("hannah"), { ...input, clientId: world.northwind.id });
    // What the copy brings is shown before, and changes nothing.
    const preview = await previewCopy(as("hannah"), { engagementId: other.id, fromId });
    expect(preview.lines.map((line) => [line.role, line.name, line.rung?.name])).toEqual([
      [role, "Northwind – Search", "Standard"],
      [role, "northwind.example", "Viewer"],
    ]);
    expect(await db.kitLine.count({ where: { engagementId: other.id } })).toBe(0);
    const copied = await copyKit(as("hannah"), { engagementId: other.id, fromId });
    expect(copied.leftOut).toEqual(preview.leftOut);
    expect(copied).toMatchObject({
      copied: 2,
      leftOut: [expect.stringMatching(/no account on Meta.* like Kite – Brand/)],
    });
    const lines = (await getKits(as("hannah"), other.id))?.kits.flatMap((each) => each.lines);
    expect(lines?.map((line) => line.name)).toEqual(["Northwind – Search", "northwind.example"]);
  });

  it("refuses staff, itself, and an engagement without a kit", async () => {
    const fromId = world.northwind.engagementId;
    await refused(copyKit(as("omar"), { engagementId, fromId }), "forbidden");
    await refused(copyKit(as("hannah"), { engagementId, fromId: engagementId }), "invalid_input");
    await refused(copyKit(as("hannah"), { engagementId, fromId }), "conflict", /no kit to copy/);
    await refused(copyKit(as("hannah"), { engagementId, fromId: crypto.randomUUID() }), "not_found");
  });
});

it("shows the smallest role of each line while its work is chosen, of the engagement's own client alone", async () => {
  const work = ["publish-campaigns" as const];
  const lines = [
    { assetId: world.assets.kiteAds, work },
    { assetId: world.assets.kiteMeta, work: [] },
    { assetId: world.assets.northwindAds, work },
  ];
  const weighed = await weighKit(as("hannah"), { engagementId, lines });
  expect(weighed).toMatchObject([
    {
      assetId: world.assets.kiteAds,
      rung: { name: "Standard" },
      sentence: expect.stringContaining("smallest"),
    },
  ]);
  await refused(weighKit(as("sara"), { engagementId, lines }), "forbidden");
  await refused(weighKit(as("hannah"), { engagementId: world.kite.id, lines }), "not_found");
});

it("staff see the kits of their own seats, ask for them, and open nobody else's", async () => {
  await setKit(as("hannah"), kit());
  const own = await join("omar", "media buyer");
  const theirs = await join("tariq");
  expect(await ownSeats(as("omar"))).toEqual(
    expect.arrayContaining([expect.objectContaining({ membershipId: own.id, engagementId, role, lines: 3 })]),
  );
  expect(await previewKit(as("omar"), own.id)).toMatchObject({
    asks: true,
    can: { write: false, read: false },
  });
  await refused(previewKit(as("omar"), theirs.id), "forbidden");
  expect(await askForKit(as("omar"), { membershipId: own.id })).toMatchObject({ items: 3 });
  await endMembership(as("hannah"), { membershipId: own.id });
  expect((await ownSeats(as("omar"))).map((seat) => seat.membershipId)).not.toContain(own.id);
});

describe("ask-for-kit", () => {
  it("asks for all lines at their smallest roles, one request for each kind of work, until the engagement ends", async () => {
    await setKit(as("hannah"), kit());
    const seat = await join("omar", "media buyer");
    expect(seat.hasKit).toBe(true);
    // Nothing is on file for this engagement: it is shown before it is asked, and decided later.
    const { checks } = (await previewKit(as("hannah"), seat.id)) ?? { checks: [] };
    expect(checks.filter((check) => check.stops !== null).map((check) => check.text)).toEqual([
      expect.stringMatching(/agreement/i),
    ]);
    const asked = await askForKit(as("hannah"), { membershipId: seat.id });
    expect(asked).toMatchObject({ items: 3, leftOut: [] });
    const requests = await db.accessRequest.findMany({
      where: { id: { in: asked.requests.map(({ id }) => id) } },
      include: { items: { include: { roles: { include: { role: true } } } } },
      orderBy: { number: "asc" },
    });
    expect(requests.map((request) => [request.work, request.items.length])).toEqual([
      [["publish-campaigns"], 2],
      [["look-at-reports"], 1],
    ]);
    for (const request of requests) {
      expect(request).toMatchObject({ engagementId, reason: "Kit of Media buyer" });
      expect(request.until.toISOString()).toBe("2027-06-30T23:59:59.000Z");
      expect(request.items.every((item) => item.state === "waiting" && !item.aboveSmallest)).toBe(true);
    }
    expect(
      (await previewKit(as("hannah"), seat.id))?.lines.every((line) => line.leftOut?.includes("waits")),
    ).toBe(true);
    await refused(askForKit(as("hannah"), { membershipId: seat.id }), "conflict", /nothing to ask for/);
  });

  it("leaves out what is held and what waits, and asks for the rest", async () => {
    await setKit(as("hannah"), kit());
    const { personId } = world.people.tariq;
    await recordActive(world, { who: "tariq", asset: "kiteAds", roles: ["Standard"] });
    await askForAccess(as("hannah"), {
      clientId: world.kite.id,
      assetIds: [world.assets.kiteAnalytics],
      personIds: [personId],
      work: ["look"],
      until: inDays(20),
      reason: "Before",
    });
    const seat = await join("tariq");
    const asked = await askForKit(as("hannah"), {
      membershipId: seat.id,
      reason: "Joins",
      until: inDays(30),
    });
    expect(asked.items).toBe(1);
    expect(asked.leftOut).toEqual([
      expect.stringContaining("already holds Standard"),
      expect.stringContaining("already waits for kite.example"),
    ]);
  });

  it("is asked by two at once, and waits once; by staff for themselves alone", async () => {
    await setKit(as("hannah"), kit());
    const seat = await join("omar");
    await refused(askForKit(as("tariq"), { membershipId: seat.id }), "not_found");
    await refused(askForKit(as("julia"), { membershipId: seat.id }), "forbidden");
    const askers = [as("omar"), as("hannah")];
    const answers = await Promise.allSettled(askers.map((who) => askForKit(who, { membershipId: seat.id })));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db.requestItem.count({ where: { state: "waiting" } })).toBe(3);
  });

  it("refuses a kit that is not the one that was seen, a seat that has ended, and a role without a kit", async () => {
    await setKit(as("hannah"), kit());
    const seen = (await live()).map((line) => line.id);
    const seat = await join("omar");
    await setKit(as("hannah"), kit({ lines: buyer().slice(1) }));
    await refused(
      askForKit(as("hannah"), { membershipId: seat.id, lineIds: seen }),
      "conflict",
      /just been changed/,
    );
    const planner = await join("tariq", "Planner");
    expect(planner.hasKit).toBe(false);
    await refused(askForKit(as("hannah"), { membershipId: planner.id }), "conflict", /no kit/);
    await endMembership(as("hannah"), { membershipId: seat.id });
    await refused(askForKit(as("hannah"), { membershipId: seat.id }), "conflict", /not on/);
    expect(await db.accessRequest.count()).toBe(0);
  });
});

describe("kitDifferences", () => {
  it("shows after a change of the kit who holds too little and too much, of this engagement alone", async () => {
    await setKit(as("hannah"), kit());
    await join("omar");
    await join("erik", "Planner");
    await recordActive(world, { who: "omar", asset: "kiteAds", roles: ["Admin"], engagementId });
    await recordActive(world, { who: "omar", asset: "kiteAnalytics", roles: ["Viewer"] });
    await recordActive(world, { who: "omar", asset: "northwindAds", roles: ["Admin"] });
    const [omar, erik] = await kitDifferences(as("hannah"), engagementId);
    expect(omar).toMatchObject({
      lacks: [{ name: "Kite – Brand", waits: null }],
      more: [{ name: "Kite – Search", role: "Admin" }],
      asks: true,
    });
    expect(omar?.more[0]?.adds).toContain("user management");
    expect(erik).toMatchObject({ hasKit: false, lacks: [], more: [] });
    await setKit(as("hannah"), kit({ lines: buyer().slice(2) }));
    const [less] = await kitDifferences(as("hannah"), engagementId);
    expect(less).toMatchObject({ lacks: [], more: [{ name: "Kite – Search" }] });
    const [forAuditor] = await kitDifferences(as("julia"), engagementId);
    expect(forAuditor?.asks).toContain("does not ask");
  });

  it("offers to ask for nobody who leaves, and the kit says why", async () => {
    await setKit(as("hannah"), kit());
    const seat = await join("omar");
    const where = { id: world.people.omar.personId };
    await db.person.update({ where, data: { accessEndsAt: inDays(3) } });
    const asks = expect.stringContaining("There are no new requests for them");
    expect(await kitDifferences(as("hannah"), engagementId)).toMatchObject([{ asks }]);
    expect(await previewKit(as("hannah"), seat.id)).toMatchObject({ asks, lines: [{}, {}, {}] });
    await db.person.update({ where, data: { accessEndsAt: null } });
  });

  it("is shown with the form of the kit, which has what the role has, however it is spelled", async () => {
    await setKit(as("hannah"), kit());
    const options = await getKitOptions(as("hannah"), engagementId, "MEDIA buyer");
    expect(options?.assets.map((asset) => asset.chosen.length)).toEqual([1, 1, 1]);
    expect((await getKits(as("hannah"), engagementId))?.rolesWithout).toEqual([]);
    await join("omar", "Planner");
    expect((await getKits(as("julia"), engagementId))?.rolesWithout).toEqual(["Planner"]);
  });
});
