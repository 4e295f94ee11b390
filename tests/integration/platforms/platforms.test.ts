import { beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { readListState } from "@/lib/list-state";
import { addPlatform } from "@/lib/platforms/add-platform";
import { addRole } from "@/lib/platforms/add-role";
import { confirmRole } from "@/lib/platforms/confirm-role";
import { correctRole } from "@/lib/platforms/correct-role";
import { loadCatalogue } from "@/lib/platforms/load-catalogue";
import { rolesForAssets } from "@/lib/platforms/offers";
import { getPlatform, listPlatforms, platformFilters } from "@/lib/platforms/queries";
import { refused, twiceAtOnce } from "@/tests/support/outcomes";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
const ingrid = () => world.people.ingrid.actor;
const omar = () => world.people.omar.actor;
const catalogue = systemActor("catalogue");

async function unverifiedRole() {
  const role = await db.platformRole.findFirstOrThrow({
    where: { verified: false, confirmedAt: null, correctedAt: null, retiredAt: null },
  });
  return role;
}

describe("loading the catalogue", () => {
  it("changes nothing the second time, nor when two servers start at once", async () => {
    expect(await loadCatalogue(catalogue, {})).toEqual({ changed: 0 });
    await db.platformRole.updateMany({
      where: { platformId: "ga4", key: "viewer" },
      data: { name: "Old name" },
    });
    const [one, two] = await Promise.all([loadCatalogue(catalogue, {}), loadCatalogue(catalogue, {})]);
    expect(one.changed + two.changed).toBe(1);
    expect(await db.platformRole.count({ where: { platformId: "ga4", name: "Viewer" } })).toBe(1);
  });

  it("retires what is gone and brings back what returns", async () => {
    await db.platformRole.create({
      data: { platformId: "ga4", key: "gone", name: "Gone", rank: 9, meaning: "x", verified: true },
    });
    await db.platform.update({ where: { id: "gtm" }, data: { retiredAt: new Date() } });
    expect(await loadCatalogue(catalogue, {})).toEqual({ changed: 2 });
    const gone = await db.platformRole.findFirstOrThrow({ where: { key: "gone" } });
    expect(gone.retiredAt).not.toBeNull();
    expect((await db.platform.findUniqueOrThrow({ where: { id: "gtm" } })).retiredAt).toBeNull();
  });

  it("is for the system alone", () => refused(loadCatalogue(ingrid(), {}), "forbidden", /itself/));
});

describe("a role's standing", () => {
  it("is confirmed once, and the loader leaves it", async () => {
    const role = await unverifiedRole();
    const input = { roleId: role.id, how: "Seen in the account settings." };
    expect(await twiceAtOnce(() => confirmRole(ingrid(), input))).toBe(2);
    const audited = await db.auditEvent.count({
      where: { action: "platforms.confirm-role", outcome: "done" },
    });
    expect(audited).toBe(1);
    await loadCatalogue(catalogue, {});
    const platform = await getPlatform(ingrid(), role.platformId);
    const shown = platform?.roles.find((each) => each.id === role.id);
    expect(shown).toMatchObject({ standing: "confirmed", standingBy: "Ingrid Dahl" });
  });

  it("is corrected, and the loader leaves it", async () => {
    const role = await unverifiedRole();
    const fields = {
      name: "Renamed",
      rank: "3",
      meaning: "As seen.",
      heldOn: role.heldOn,
      capabilities: ["view"] as const,
    };
    await correctRole(ingrid(), { ...fields, roleId: role.id, capabilities: ["view"], reason: "Seen" });
    await loadCatalogue(catalogue, {});
    const kept = await db.platformRole.findUniqueOrThrow({ where: { id: role.id } });
    expect(kept).toMatchObject({ name: "Renamed", rank: 3, capabilities: ["view"] });
  });

  it("is refused to staff, for an unknown role, a retired one, and a kind of asset of another platform", async () => {
    const role = await unverifiedRole();
    await refused(confirmRole(omar(), { roleId: role.id, how: "x" }), "forbidden");
    await refused(confirmRole(ingrid(), { roleId: crypto.randomUUID(), how: "x" }), "not_found");
    const fields = { roleId: role.id, name: "R", rank: 1, meaning: "m", reason: "r" };
    await refused(correctRole(ingrid(), { ...fields, heldOn: ["nowhere"] }), "invalid_input");
    await refused(correctRole(ingrid(), { ...fields, heldOn: [] }), "invalid_input");
    await refused(correctRole(omar(), { ...fields, heldOn: role.heldOn }), "forbidden");
    await db.platformRole.update({ where: { id: role.id }, data: { retiredAt: new Date() } });
    await refused(confirmRole(ingrid(), { roleId: role.id, how: "x" }), "conflict", /no longer offered/);
    await refused(correctRole(ingrid(), { ...fields, heldOn: role.heldOn }), "conflict");
  });
});

describe("an administrator's own", () => {
  const own = {
    name: "Acme DSP",
    category: "ad_account" as const,
    assetTypes: [{ label: "Seat", idExample: "S-1234", idPattern: "^S-\\d+$" }],
    roles: [
      { name: "Reader", meaning: "Looks.", capabilities: ["view" as const] },
      { name: "Boss", meaning: "All.", capabilities: ["view" as const, "manage_users" as const] },
    ],
    grantSteps: "1. Open the users page\n2. Invite",
    removeSteps: "Remove the user",
  };

  it("platform is added once, and not retired by the loader", async () => {
    expect(await twiceAtOnce(() => addPlatform(ingrid(), own))).toBe(1);
    await loadCatalogue(catalogue, {});
    const platform = await getPlatform(ingrid(), "own_acme_dsp");
    expect(platform).toMatchObject({ custom: true, retiredAt: null, mark: "Ad" });
    expect(platform?.facts.grantSteps).toEqual(["Open the users page", "Invite"]);
    expect(platform?.roles.map((role) => [role.name, role.rank])).toEqual([
      ["Reader", 1],
      ["Boss", 2],
    ]);
    await refused(addPlatform(ingrid(), { ...own, name: "ACME dsp" }), "conflict", /already a platform/);
  });

  it("platform needs a role, names that differ, and a pattern that cannot hang", async () => {
    await refused(addPlatform(omar(), { ...own, name: "X" }), "forbidden");
    await refused(addPlatform(ingrid(), { ...own, name: "X", roles: [] }), "invalid_input");
    const twice = own.roles.slice(0, 1).concat(own.roles.slice(0, 1));
    await refused(addPlatform(ingrid(), { ...own, name: "X", roles: twice }), "invalid_input", /same name/);
    const assetTypes = [{ label: "Seat", idExample: "a", idPattern: "^(a+)+$" }];
    await refused(addPlatform(ingrid(), { ...own, name: "X", assetTypes }), "invalid_input");
  });

  it("role is added once and offered for the assets that it is held on", async () => {
    const role = { platformId: "ga4", name: "Custom reader", rank: 2, meaning: "m", heldOn: ["property"] };
    expect(await twiceAtOnce(() => addRole(ingrid(), { ...role, capabilities: ["view"] }))).toBe(1);
    await loadCatalogue(catalogue, {});
    const offers = await rolesForAssets(db, [world.assets.kiteAnalytics, world.assets.kiteAds]);
    const offer = offers.get(world.assets.kiteAnalytics);
    expect(offer).toMatchObject({ platformId: "ga4", assetType: "property" });
    expect(offer?.offer.roles.find((each) => each.name === "Custom reader")).toMatchObject({
      verified: true,
    });
    expect(offers.get(world.assets.kiteAds)?.offer.roles.every((each) => each.name !== "Custom reader")).toBe(
      true,
    );
    await refused(addRole(omar(), { ...role, name: "Another" }), "forbidden");
    await refused(addRole(ingrid(), { ...role, name: "Another", platformId: "nowhere" }), "not_found");
    await refused(addRole(ingrid(), { ...role, name: "Another", heldOn: ["seat"] }), "invalid_input");
  });
});

it("platforms are listed by search, filter and order", async () => {
  const list = (params: Record<string, string>) =>
    listPlatforms(omar(), readListState(params, platformFilters));
  const google = await list({ q: "google ads" });
  expect(google.rows[0]).toMatchObject({ id: "google_ads", assets: 3 });
  const byAssets = await list({ sort: "-assets" });
  expect(byAssets.rows[0]?.id).toBe("google_ads");
  const own = await list({ facts: "own" });
  expect(own.rows.every((row) => row.custom)).toBe(true);
  expect((await list({ q: "%" })).total).toBe(0);
});
