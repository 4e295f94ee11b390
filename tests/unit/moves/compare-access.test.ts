import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareAccess, type HeldKey, type KitNeed } from "@/lib/moves/rules/compare-access";
import { type Capability, toMask } from "@/lib/platforms/capabilities";
import { catalogue } from "@/lib/platforms/catalogue";
import { offerOf } from "@/lib/platforms/role-offer";
import { capabilitiesFor, WORK, type WorkKey } from "@/lib/platforms/work";
import type { RoleRow } from "@/lib/requests/rules/choose-roles";
import { weighAsset } from "@/lib/requests/rules/weigh";

const places = catalogue.flatMap((platform) => {
  const roles = platform.roles.map((role): RoleRow => ({ ...role, id: role.key }));
  const offer = { ...offerOf(platform), roles };
  return platform.assetTypes
    .filter(({ type }) => roles.some((role) => role.heldOn.includes(type)))
    .map(({ type }) => ({ platform: platform.id, type, category: platform.category, offer }));
});
type Place = (typeof places)[number];

const placeOf = (platform: string, type: string): Place => {
  const place = places.find((each) => each.platform === platform && each.type === type);
  if (!place) throw new Error(`no ${type} on ${platform}`);
  return place;
};

const need = (assetId: string, place: Place, work: WorkKey[], more: Partial<KitNeed> = {}): KitNeed => ({
  kitLineId: `kit ${assetId}`,
  role: "Media buyer",
  assetId,
  assetName: `Account ${assetId}`,
  type: place.type,
  category: place.category,
  offer: place.offer,
  work,
  parentIds: [],
  ...more,
});

const key = (assetId: string, place: Place, roleName: string): HeldKey => {
  const role = place.offer.roles.find((each) => each.name === roleName);
  if (!role) throw new Error(`no ${roleName}`);
  return {
    grantId: `${roleName} on ${assetId}`,
    assetId,
    roleId: role.id,
    roleName,
    capabilities: role.capabilities,
  };
};

const ads = placeOf("google_ads", "ad_account");
const verdicts = (held: HeldKey[], needs: KitNeed[]) =>
  compareAccess(held, needs).map((line) => [
    "grantId" in line ? line.grantId : line.kitLineId,
    line.verdict,
    line.verdict === "lower" ? line.toRoleIds : [],
  ]);

describe("what becomes of a key in a move", () => {
  it("keeps what the kit needs, lowers what is more, takes away what no kit covers, proposes what is missing", () => {
    const standard = ads.offer.roles.find((role) => role.name === "Standard");
    const lines = verdicts(
      [key("a", ads, "Standard"), key("b", ads, "Admin"), key("c", ads, "Admin")],
      [
        need("a", ads, ["publish-campaigns"]),
        need("b", ads, ["publish-campaigns"]),
        need("d", ads, ["look-at-reports"]),
      ],
    );
    expect(lines).toEqual([
      ["Standard on a", "keep", []],
      ["Admin on b", "lower", [standard?.id]],
      ["Admin on c", "take_away", []],
      ["kit d", "propose", []],
    ]);
  });

  it("keeps less than the kit needs, and proposes the rest", () => {
    expect(verdicts([key("a", ads, "Read only")], [need("a", ads, ["publish-campaigns"])])).toEqual([
      ["Read only on a", "keep", []],
      ["kit a", "propose", []],
    ]);
  });

  it("never lowers to a role that can do what is not held: it takes away and proposes", () => {
    const role = (name: string, rank: number, capabilities: Capability[]): RoleRow => ({
      ...{ id: name, key: name, name, rank, capabilities },
      ...{ heldOn: ["account"], requires: [], group: null, verified: true },
    });
    const roles = [role("Biller", 1, ["view", "billing"]), role("Editor", 2, ["view", "edit"])];
    const place: Place = {
      ...{ platform: "own", type: "account", category: "other" },
      offer: { roles, combine: { account: "one" } },
    };
    // Editing is asked for, and not given in the place of billing.
    expect(verdicts([key("a", place, "Biller")], [need("a", place, ["edit-content"])])).toEqual([
      ["Biller on a", "take_away", []],
      ["kit a", "propose", []],
    ]);
  });

  it("weighs two seats with work on one account together", () => {
    const two = [
      need("a", ads, ["look-at-reports"], { kitLineId: "one" }),
      need("a", ads, ["publish-campaigns"], { kitLineId: "two", role: "Analyst" }),
    ];
    expect(verdicts([key("a", ads, "Standard")], two)).toEqual([["Standard on a", "keep", []]]);
  });

  it("counts no access through a manager account, which reaches the other clients, too", () => {
    const manager = placeOf("google_ads", "manager_account");
    const above = key("m", manager, "Standard");
    expect(verdicts([above], [need("a", ads, ["publish-campaigns"], { parentIds: ["m"] })])).toEqual([
      ["Standard on m", "take_away", []],
      ["kit a", "propose", []],
    ]);
  });

  it("keeps on the account above what the role below requires there, and on no other account", () => {
    const container = placeOf("gtm", "container");
    const weighed = weighAsset(container, ["publish-content"]);
    const roles = weighed.smallest.kind === "fits" ? weighed.smallest.roles : [];
    const here = roles.filter((role) => role.heldOn.includes("container"));
    const up = roles.filter((role) => !role.heldOn.includes("container"));
    expect([here.length, up.length]).toEqual([1, 1]);
    const held = (assetId: string, role: RoleRow): HeldKey => ({
      grantId: `${role.name} on ${assetId}`,
      assetId,
      roleId: role.id,
      roleName: role.name,
      capabilities: role.capabilities,
    });
    const [low, high] = [here[0], up[0]];
    if (!low || !high) throw new Error("no roles");
    expect(
      verdicts(
        [held("c", low), held("account", high), held("elsewhere", high)],
        [need("c", container, ["publish-content"], { parentIds: ["account"] })],
      ),
    ).toEqual([
      [`${low.name} on c`, "keep", []],
      [`${high.name} on account`, "keep", []],
      [`${high.name} on elsewhere`, "take_away", []],
    ]);
  });
});

describe("any keys against any kits", () => {
  const workKeys = WORK.map(({ key: each }) => each);
  const accounts = fc.array(fc.constantFrom(...places), { minLength: 1, maxLength: 4 });
  const studies = accounts.chain((kinds) =>
    fc.record({
      kinds: fc.constant(kinds),
      held: fc.array(fc.record({ at: fc.nat({ max: kinds.length - 1 }), role: fc.nat({ max: 40 }) }), {
        maxLength: 6,
      }),
      needed: fc.array(
        fc.record({
          at: fc.nat({ max: kinds.length - 1 }),
          work: fc.subarray(workKeys, { minLength: 1, maxLength: 3 }),
        }),
        { maxLength: 4 },
      ),
    }),
  );

  it("each key has one line; what stays is no more than the kits need; what is needed is kept or proposed", () => {
    fc.assert(
      fc.property(studies, ({ kinds, held, needed }) => {
        const keys = held.flatMap(({ at, role }, place): HeldKey[] => {
          const kind = kinds[at];
          const here = kind?.offer.roles.filter((each) => each.heldOn.includes(kind.type)) ?? [];
          const of = here[role % here.length];
          const taken = { grantId: `g${place}`, assetId: `a${at}`, roleName: of?.name ?? "" };
          return of ? [{ ...taken, roleId: of.id, capabilities: of.capabilities }] : [];
        });
        const needs = needed.flatMap(({ at, work }, place) => {
          const kind = kinds[at];
          return kind ? [need(`a${at}`, kind, work, { kitLineId: `k${place}` })] : [];
        });
        const lines = compareAccess(keys, needs);
        const ofKeys = lines.filter((line) => "grantId" in line);
        expect(ofKeys.map((line) => line.grantId)).toEqual(keys.map(({ grantId }) => grantId));
        for (const [at, kind] of kinds.entries()) {
          const assetId = `a${at}`;
          const here = needs.filter((each) => each.assetId === assetId);
          const required = toMask(
            capabilitiesFor([...new Set(here.flatMap((each) => each.work))], kind.category),
          );
          const work = [...new Set(here.flatMap((each) => each.work))];
          const { smallest } = weighAsset(kind, work);
          const allowed =
            here.length === 0 ? 0 : required | (smallest.kind === "fits" ? toMask(smallest.capabilities) : 0);
          const has = (ids: string[]) =>
            toMask(
              keys.filter(({ grantId }) => ids.includes(grantId)).flatMap((each) => [...each.capabilities]),
            );
          const of = (verdict: string) =>
            ofKeys.filter((line) => line.assetId === assetId && line.verdict === verdict);
          const kept = has(of("keep").map((line) => line.grantId));
          expect(kept & ~allowed).toBe(0);
          const lowered = of("lower").flatMap((line) => (line.verdict === "lower" ? line.toRoleIds : []));
          const given = toMask(
            kind.offer.roles
              .filter((role) => lowered.includes(role.id))
              .flatMap((role): Capability[] => [...role.capabilities]),
          );
          const before = has(keys.filter((each) => each.assetId === assetId).map(({ grantId }) => grantId));
          // Nothing smaller gives what was not held.
          expect(given & ~before).toBe(0);
          expect(given & ~allowed).toBe(0);
          for (const each of here) {
            const own = weighAsset(kind, each.work);
            if (own.smallest.kind === "none") continue;
            const done = (toMask(own.needs) & ~(kept | given)) === 0;
            const proposed = lines.some((line) => "kitLineId" in line && line.kitLineId === each.kitLineId);
            expect(proposed).toBe(!done);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
