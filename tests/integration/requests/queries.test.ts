import { beforeAll, expect, it } from "vitest";
import { db } from "@/lib/db";
import { readListState } from "@/lib/list-state";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { decideItems } from "@/lib/requests/decide-items";
import { getAskOptions } from "@/lib/requests/queries/ask-options";
import { getRequest } from "@/lib/requests/queries/get-request";
import { listRequests, requestFilters } from "@/lib/requests/queries/list-requests";
import { previewRequest } from "@/lib/requests/queries/preview-request";
import { requestCounts } from "@/lib/requests/queries/request-counts";
import { makeWorld, type Name, type World } from "@/tests/support/world";

let world: World;
let forOmar: string;
let moreForTariq: string;
let rejected: string;

beforeAll(async () => {
  world = await makeWorld();
  const { people, kite, assets, role } = world;
  const until = new Date(Date.now() + 30 * 86_400_000);
  const base = { clientId: kite.id, until, reason: "Black Friday", work: ["look-at-reports" as const] };
  // Erik reaches Kite's ads as an administrator of the manager account.
  await db.grant.create({
    data: {
      personId: people.erik.personId,
      assetId: assets.manager,
      roleId: role("google_ads", "Admin", "manager_account"),
      purpose: "custodian",
      startsAt: new Date("2026-01-05"),
      state: "active",
      cause: "recorded",
    },
  });
  const ask = (name: Name, more: object) =>
    askForAccess(people[name].actor, { ...base, assetIds: [assets.kiteAds], ...more });
  forOmar = (
    await ask("hannah", {
      personIds: [people.omar.personId],
      assetIds: [assets.kiteAds, assets.kiteAnalytics],
    })
  ).id;
  const more = [
    {
      assetId: assets.kiteAds,
      roleIds: [role("google_ads", "Admin", "ad_account")],
      reason: "easier during Q4",
    },
  ];
  moreForTariq = (await ask("priya", { personIds: [people.tariq.personId], more })).id;
  rejected = (await ask("hannah", { personIds: [people.sara.personId] })).id;
  const items = await db.requestItem.findMany({ where: { requestId: rejected } });
  const itemIds = items.map((item) => item.id);
  await decideItems(people.ingrid.actor, { itemIds, decision: "reject", reason: "HR needs no ads." });
});

const list = (name: Name, params: Record<string, string> = {}) =>
  listRequests(world.people[name].actor, readListState(params, requestFilters));
const ids = async (name: Name, params: Record<string, string> = {}) =>
  (await list(name, params)).rows.map((row) => row.id);

it("lists what waits, the oldest first, and more than the smallest never for a bulk decision", async () => {
  const { rows, total } = await list("ingrid");
  expect(total).toBe(2);
  expect(rows.map((row) => [row.id, row.above, row.bulkItemIds.length, row.canDecide])).toEqual([
    [forOmar, false, 2, true],
    [moreForTariq, true, 0, true],
  ]);
  expect(rows[0]?.sentence).toBe("Hannah Stone asks that Omar Rahman can look at reports for Kite Insurance");
  expect(rows[1]?.rung).toMatchObject({ name: "Admin", administrator: true });
});

it("shows to everybody only what they asked for or what is for them, and all to those who watch", async () => {
  expect(await ids("hannah", { show: "all" })).toEqual([rejected, forOmar]);
  expect(await ids("omar", { show: "all" })).toEqual([forOmar]);
  expect(await ids("erik", { show: "all" })).toEqual([]);
  for (const name of ["aoife", "ingrid", "julia"] as const)
    expect(await ids(name, { show: "all" })).toHaveLength(3);
  expect(await ids("aoife", { show: "to-decide" })).toEqual([forOmar]);
  expect(await ids("julia", { show: "to-decide" })).toEqual([]);
});

it("finds, filters and sorts", async () => {
  expect(await ids("ingrid", { show: "decided" })).toEqual([rejected]);
  expect(await ids("ingrid", { q: "tariq" })).toEqual([moreForTariq]);
  expect(await ids("ingrid", { q: "kite.exa" })).toEqual([forOmar]);
  expect(await ids("ingrid", { q: "R-1" })).toEqual([forOmar]);
  expect(await ids("ingrid", { above: "yes" })).toEqual([moreForTariq]);
  expect(await ids("ingrid", { client: world.northwind.id })).toEqual([]);
  expect(await ids("ingrid", { client: "' OR 1=1 --" })).toEqual([]);
  expect(await ids("ingrid", { sort: "-who" })).toEqual([moreForTariq, forOmar]);
  const page = await listRequests(world.people.ingrid.actor, readListState({ page: "2" }, requestFilters), 1);
  expect(page).toMatchObject({ total: 2, page: 2, rows: [{ id: moreForTariq }] });
  // What differs from the smallest stands out in the list itself.
  expect(page.rows[0]?.difference).toMatch(/^adds .*user management.* to Read only$/);
  const smallest = await listRequests(
    world.people.ingrid.actor,
    readListState({ q: "omar" }, requestFilters),
  );
  expect(smallest.rows).toMatchObject([{ id: forOmar, difference: null }]);
});

it("counts what the actor can decide", async () => {
  expect(await requestCounts(world.people.ingrid.actor)).toEqual({ toDecide: 2, waiting: 2, mine: 0 });
  expect(await requestCounts(world.people.aoife.actor)).toEqual({ toDecide: 1, waiting: 2, mine: 0 });
  expect(await requestCounts(world.people.omar.actor)).toEqual({ toDecide: 0, waiting: 1, mine: 1 });
  expect(await requestCounts(world.people.julia.actor)).toEqual({ toDecide: 0, waiting: 2, mine: 0 });
});

it("gives one request with its explanation, its checks, and who else holds something there", async () => {
  const request = await getRequest(world.people.ingrid.actor, moreForTariq);
  expect(request).toMatchObject({
    sentence: "Priya Santos asks that Tariq Haddad can look at reports for Kite Insurance",
    state: "waiting",
    can: { decide: true, withdraw: false },
  });
  expect(request?.items[0]).toMatchObject({
    above: true,
    aboveReason: "easier during Q4",
    smallest: { name: "Read only" },
    asked: { name: "Admin", administrator: true },
    stops: null,
    holds: [],
    asset: { accountId: "521-449-2644" },
  });
  expect(request?.items[0]?.comparison).toMatch(/^Admin adds .*user management/);
  expect(request?.items[0]?.lower.map((role) => role.name)).toContain("Standard");
  expect(request?.checks.map((check) => check.tone)).toEqual(["fine", "fine"]);
  expect(request?.checks[0]?.text).toMatch(/Agreement MSA-kite of 15 December 2025 and DPA DPA-kite/);
});

it("says of what is decided that it was asked", async () => {
  const request = await getRequest(world.people.ingrid.actor, rejected);
  expect(request?.sentence).toMatch(/^\w+ \w+ asked that \w+ \w+ could /);
});

it("is null for who may not see it, and decided only by those who can", async () => {
  expect(await getRequest(world.people.erik.actor, forOmar)).toBeNull();
  expect(await getRequest(world.people.ingrid.actor, "nothing")).toBeNull();
  expect(await getRequest(world.people.omar.actor, forOmar)).toMatchObject({
    can: { decide: false, withdraw: false, history: false, refusal: null },
    others: null,
  });
  expect((await getRequest(world.people.hannah.actor, forOmar))?.can).toMatchObject({
    decide: false,
    withdraw: true,
  });
  expect((await getRequest(world.people.aoife.actor, moreForTariq))?.can).toEqual({
    decide: false,
    decides: true,
    withdraw: false,
    inPlaceOf: [],
    history: true,
    policy: true,
    refusal: "This asks for more than the smallest role, and that always goes to the security lead.",
  });
});

it("previews the smallest role, what is held by which path, and what more would add", async () => {
  const { people, kite, assets } = world;
  const preview = await previewRequest(people.hannah.actor, {
    clientId: kite.id,
    assetIds: [assets.kiteAds, assets.kiteAnalytics],
    personIds: [people.erik.personId, people.tariq.personId],
    work: ["look-at-reports", "manage-billing"],
  });
  const ads = preview.assets.find((asset) => asset.assetId === assets.kiteAds);
  expect(ads).toMatchObject({
    smallest: { rung: { name: "Standard" } },
    accountId: "521-449-2644",
    mark: "Ga",
  });
  expect(ads?.more.map((choice) => choice.rung.name)).toEqual(["Admin"]);
  expect(ads?.people.find((person) => person.name === "Erik Levy")).toMatchObject({
    holds: "Admin through Studio manager account",
    leftOut: "Erik Levy already holds Admin through Studio manager account, which does this work.",
  });
  expect(ads?.people.find((person) => person.name === "Tariq Haddad")?.leftOut).toMatch(/already waits/);
  const analytics = preview.assets.find((asset) => asset.assetId === assets.kiteAnalytics);
  expect(analytics).toMatchObject({ smallest: null });
  expect(analytics?.nearest[0]).toMatchObject({ rung: { name: "Viewer" }, sentence: "Viewer lacks billing" });
});

it("previews nothing that the actor could not ask", async () => {
  const { people, kite, assets } = world;
  const input = {
    clientId: kite.id,
    assetIds: [assets.kiteAds],
    personIds: [people.tariq.personId],
    work: [],
  };
  await expect(previewRequest(people.omar.actor, input)).rejects.toMatchObject({ code: "forbidden" });
  await expect(
    previewRequest(people.erik.actor, { ...input, personIds: [people.erik.personId] }),
  ).rejects.toMatchObject({ code: "not_found" });
  await expect(previewRequest(people.julia.actor, input)).rejects.toMatchObject({ code: "forbidden" });
  const late = await previewRequest(people.hannah.actor, { ...input, until: new Date("2028-06-01") });
  expect(late.untilRefusal).toMatch(/ends on 31 December 2027/);
});

it("offers what somebody can ask for", async () => {
  const all = await getAskOptions(world.people.hannah.actor, world.kite.id);
  expect(all.clients.map((client) => client.name)).toEqual(["Kite Insurance", "Northwind Outdoor"]);
  expect(all.chosen?.assets.map((asset) => asset.name)).toEqual([
    "Kite – Search",
    "kite.example",
    "Kite – Brand",
  ]);
  expect(all.chosen?.work.map((work) => work.label)).toContain("Publish campaigns");
  const staff = await getAskOptions(world.people.omar.actor, world.kite.id);
  expect(staff).toMatchObject({ clients: [], chosen: null, forOthers: false });
  expect(staff.people.map((person) => person.name)).toEqual(["Omar Rahman"]);
});
