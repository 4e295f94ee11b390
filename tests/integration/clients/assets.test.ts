import { beforeAll, describe, expect, it } from "vitest";
import { addAsset } from "@/lib/clients/add-asset";
import { addContact } from "@/lib/clients/add-contact";
import { editAsset } from "@/lib/clients/edit-asset";
import { endAsset } from "@/lib/clients/end-asset";
import { linkAssets } from "@/lib/clients/link-assets";
import { getAsset } from "@/lib/clients/queries/get-asset";
import { assetFilters, listAssetOptions, listAssets } from "@/lib/clients/queries/list-assets";
import { unlinkAssets } from "@/lib/clients/unlink-assets";
import { readListState } from "@/lib/list-state";
import { giveOmarAKey, takeBack } from "@/tests/support/keys";
import { refused, twiceAtOnce } from "@/tests/support/outcomes";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
const hannah = () => world.people.hannah.actor;
const omar = () => world.people.omar.actor;
const ads = () => ({
  clientId: world.kite.id,
  platformId: "google_ads",
  type: "ad_account",
  name: "Kite – Display",
});

describe("accounts", () => {
  it("are registered once, by the id in any form", async () => {
    const input = { ...ads(), accountId: " 798-119 2208 " };
    expect(await twiceAtOnce(() => addAsset(hannah(), input))).toBe(1);
    const { rows } = await listAssets(hannah(), readListState({ q: "798-119-2208" }, assetFilters));
    expect(rows).toMatchObject([
      { externalId: "7981192208", accountId: "798-119-2208", client: "Kite Insurance" },
    ]);
    const elsewhere = { ...input, clientId: world.northwind.id };
    await refused(addAsset(hannah(), elsewhere), "conflict", /Kite Insurance’s Kite – Display/);
  });

  it("are refused with the platform's own reason", async () => {
    const property = { clientId: world.kite.id, platformId: "ga4", type: "property", name: "P" };
    const measured = await refused(
      addAsset(hannah(), { ...property, accountId: "G-AB12CD34EF" }),
      "invalid_input",
    );
    expect(measured.fields.accountId?.[0]).toMatch(/measurement id/);
    await refused(addAsset(hannah(), { ...ads(), accountId: "12345" }), "invalid_input", /written like/);
    await refused(
      addAsset(hannah(), { ...ads(), type: "nothing", accountId: "1234567890" }),
      "invalid_input",
    );
    await refused(
      addAsset(hannah(), { ...ads(), clientId: crypto.randomUUID(), accountId: "1234567890" }),
      "invalid_input",
    );
    await refused(addAsset(omar(), { ...ads(), accountId: "1234567890" }), "forbidden");
  });

  it("have one custodian, who can be one", async () => {
    const asset = { assetId: world.assets.kiteMeta, name: "Kite – Brand", ownedBy: "client" as const };
    const kim = await addContact(hannah(), {
      clientId: world.kite.id,
      name: "Kim",
      email: "kim@kite.example",
    });
    const nils = await addContact(hannah(), {
      clientId: world.northwind.id,
      name: "Nils",
      email: "n@northwind.example",
    });
    const both = { custodianId: world.people.erik.personId, contactCustodianId: kim.id };
    await refused(editAsset(hannah(), { ...asset, ...both }), "invalid_input", /one custodian/);
    await refused(
      editAsset(hannah(), { ...asset, contactCustodianId: nils.id }),
      "invalid_input",
      /this client/,
    );
    await refused(editAsset(hannah(), { ...asset, custodianId: crypto.randomUUID() }), "invalid_input");
    await editAsset(hannah(), { ...asset, contactCustodianId: kim.id });
    expect(await getAsset(hannah(), asset.assetId)).toMatchObject({
      custodian: null,
      contactCustodian: { name: "Kim" },
    });
    await refused(editAsset(omar(), asset), "forbidden");
    await refused(editAsset(hannah(), { ...asset, assetId: crypto.randomUUID() }), "not_found");
  });

  it("end once nothing runs on them, with their links, and are taken up again by the same client", async () => {
    const { kiteAds } = world.assets;
    const key = await giveOmarAKey(world);
    await refused(endAsset(hannah(), { assetId: kiteAds }), "conflict", /1 key/);
    await takeBack(key);
    expect(await twiceAtOnce(() => endAsset(hannah(), { assetId: kiteAds }))).toBe(1);
    expect(await getAsset(hannah(), kiteAds)).toMatchObject({ above: [], can: { write: false } });
    await refused(
      editAsset(hannah(), { assetId: kiteAds, name: "x", ownedBy: "client" }),
      "conflict",
      /ended on/,
    );
    const again = { ...ads(), accountId: "521-449-2644" };
    await refused(addAsset(hannah(), { ...again, clientId: world.northwind.id }), "conflict", /\(ended\)/);
    expect(await addAsset(hannah(), again)).toMatchObject({ id: kiteAds });
    await linkAssets(hannah(), { aboveId: world.assets.manager, belowId: kiteAds, kind: "manager" });
    await refused(endAsset(omar(), { assetId: kiteAds }), "forbidden");
  });
});

describe("links between accounts", () => {
  it("are made once, seen from both ends, and taken away once", async () => {
    const { manager, northwindAnalytics } = world.assets;
    const link = { aboveId: manager, belowId: northwindAnalytics, kind: "group" as const };
    expect(await twiceAtOnce(() => linkAssets(hannah(), link))).toBe(2);
    const below = await getAsset(hannah(), northwindAnalytics);
    expect(below?.above).toMatchObject([{ id: manager, kind: "group", depth: 1, client: null }]);
    const linkId = below?.above[0]?.linkId ?? "";
    await refused(unlinkAssets(omar(), { linkId }), "forbidden");
    expect(await twiceAtOnce(() => unlinkAssets(hannah(), { linkId }))).toBe(1);
    await refused(unlinkAssets(hannah(), { linkId: crypto.randomUUID() }), "not_found");
  });

  it("never make a circle, not even two at once", async () => {
    const { manager, kiteAnalytics, kiteMeta, kiteAds } = world.assets;
    await refused(
      linkAssets(hannah(), { aboveId: kiteAds, belowId: manager, kind: "parent" }),
      "conflict",
      /circle/,
    );
    await refused(linkAssets(hannah(), { aboveId: manager, belowId: manager, kind: "parent" }), "conflict");
    const outcomes = await Promise.allSettled([
      linkAssets(hannah(), { aboveId: kiteAnalytics, belowId: kiteMeta, kind: "group" }),
      linkAssets(hannah(), { aboveId: kiteMeta, belowId: kiteAnalytics, kind: "group" }),
    ]);
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
  });

  it("are refused between two clients, to staff, and to what is not there", async () => {
    const { kiteAds, northwindAds, manager } = world.assets;
    const across = { aboveId: kiteAds, belowId: northwindAds, kind: "manager" as const };
    await refused(linkAssets(hannah(), across), "conflict", /different clients/);
    await refused(linkAssets(omar(), across), "forbidden");
    await refused(linkAssets(hannah(), { ...across, aboveId: crypto.randomUUID() }), "not_found");
    const chain = await getAsset(hannah(), manager);
    expect(chain?.below.map((each) => each.client).sort()).toEqual(["Kite Insurance", "Northwind Outdoor"]);
  });
});

it("accounts are listed by filter and order", async () => {
  const list = (params: Record<string, string>) => listAssets(hannah(), readListState(params, assetFilters));
  expect((await list({ client: "studio" })).rows.map((row) => row.name)).toEqual(["Studio manager account"]);
  expect((await list({ client: world.northwind.id })).total).toBe(2);
  expect((await list({ platform: "ga4", sort: "-name" })).rows[0]?.name).toBe("northwind.example");
  expect((await list({ custodian: "client" })).rows).toMatchObject([
    { name: "Kite – Brand", custodianAtClient: true },
  ]);
  expect((await list({ owner: "studio" })).total).toBe(1);
  const options = await listAssetOptions(hannah(), world.northwind.id);
  expect(options.map((option) => option.client)).toEqual(expect.arrayContaining([null, "Northwind Outdoor"]));
  await refused(listAssets(omar(), readListState({}, assetFilters)), "forbidden");
});
