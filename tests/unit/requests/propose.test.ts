import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogue } from "@/lib/platforms/catalogue";
import { compareRoles } from "@/lib/platforms/explain-role";
import { offerOf } from "@/lib/platforms/role-offer";
import { WORK } from "@/lib/platforms/work";
import { canHoldTogether, chooseRoles, type RoleRow } from "@/lib/requests/rules/choose-roles";
import { moreOptions } from "@/lib/requests/rules/more-options";
import { type More, propose } from "@/lib/requests/rules/propose";
import type { Held } from "@/lib/requests/rules/weigh";

const now = new Date("2026-11-24T10:00:00Z");
const until = new Date("2026-12-31T23:59:59Z");
const omar = { id: "omar", name: "Omar Rahman", accessEndsAt: null, endedAt: null };

function assetOn(platformId: string, assetType: string) {
  const platform = catalogue.find((each) => each.id === platformId);
  if (!platform) throw new Error(`no platform ${platformId}`);
  const roles = platform.roles.map((role): RoleRow => ({ ...role, id: role.key }));
  const offer = { ...offerOf(platform), roles };
  const combine = platform.assetTypes.find((type) => type.type === assetType)?.combine ?? "one";
  return { assetId: "a", name: "Kite – Search", assetType, category: platform.category, combine, offer };
}
const ads = assetOn("google_ads", "ad_account");
const roleOf = (asset: typeof ads, name: string): RoleRow => {
  const role = asset.offer.roles.find((each) => each.name === name && each.heldOn.includes(asset.assetType));
  if (!role) throw new Error(`no role ${name}`);
  return role;
};
const held = (role: RoleRow, more: Partial<Held> = {}): Held => ({
  grantId: `grant of ${role.id}`,
  roleId: role.id,
  roleName: role.name,
  capabilities: role.capabilities,
  direct: true,
  path: [],
  endsAt: null,
  ...more,
});
const ask = (
  work: (typeof WORK)[number]["key"][],
  has: Held[] = [],
  more: More[] = [],
  waiting: number | null = null,
) => {
  const [proposal] = propose([ads], [omar], {
    work,
    more,
    until,
    now,
    held: () => has,
    waiting: () => waiting,
  });
  if (!proposal) throw new Error("nothing was proposed");
  return proposal;
};

describe("propose", () => {
  it("asks for the smallest role", () => {
    const proposal = ask(["look-at-reports"]);
    expect(proposal.asked.map((role) => role.name)).toEqual(["Read only"]);
    expect(proposal).toMatchObject({ above: false, refusal: null, items: [{ leftOut: null }] });
  });

  it("leaves out what is held, directly or by a path, and what waits, in words", () => {
    const standard = roleOf(ads, "Standard");
    const leftOut = (has: Held[], waiting: number | null = null) =>
      ask(["look-at-reports"], has, [], waiting).items[0]?.leftOut;
    expect(leftOut([held(standard)])).toBe("Omar Rahman already holds Standard, which does this work.");
    expect(leftOut([held(standard, { direct: false, path: ["Studio manager account"] })])).toBe(
      "Omar Rahman already holds Standard through Studio manager account, which does this work.",
    );
    expect(leftOut([], 12)).toBe("Omar Rahman already waits for Kite – Search in R-12.");
  });

  it("lets somebody ask to keep exactly what they hold for longer, and nothing greater", () => {
    const soon = { endsAt: new Date("2026-12-01") };
    expect(ask(["look-at-reports"], [held(roleOf(ads, "Read only"), soon)]).items[0]?.leftOut).toBeNull();
    expect(ask(["look-at-reports"], [held(roleOf(ads, "Admin"), soon)]).items[0]?.leftOut).toMatch(
      /already holds Admin/,
    );
  });

  it("says what the new role takes away where there is one role for each person", () => {
    const billing = held(roleOf(ads, "Billing"));
    expect(ask(["look-at-reports"], [billing]).items[0]?.loses).toMatch(
      /takes the place of Billing, and with it goes billing/,
    );
  });

  it("wants a reason for more than the smallest, and marks it", () => {
    const roleIds = [roleOf(ads, "Admin").id];
    expect(ask(["look-at-reports"], [], [{ assetId: "a", roleIds, reason: null }]).refusal).toMatch(
      /needs a reason/,
    );
    const proposal = ask(["look-at-reports"], [], [{ assetId: "a", roleIds, reason: "easier during Q4" }]);
    expect(proposal).toMatchObject({ above: true, aboveReason: "easier during Q4", refusal: null });
  });

  it("refuses a role that does not do the work, and one of another platform", () => {
    const few = [{ assetId: "a", roleIds: [roleOf(ads, "Read only").id], reason: "enough" }];
    expect(ask(["publish-campaigns"], [], few).refusal).toMatch(/Read only lacks .*which the work needs/);
    expect(
      ask(["publish-campaigns"], [], [{ assetId: "a", roleIds: ["nothing"], reason: "x" }]).refusal,
    ).toMatch(/not held on Kite – Search/);
  });

  it("says so when no role fits, with the nearest, and takes one that is chosen with a reason", () => {
    const ga4 = assetOn("ga4", "property");
    const billing = (more: More[]) =>
      propose([ga4], [omar], {
        work: ["look-at-reports", "manage-billing"],
        more,
        until,
        now,
        held: () => [],
        waiting: () => null,
      })[0];
    const none = billing([]);
    if (none?.smallest.kind !== "none")
      throw new Error("Analytics has a billing role now: choose other work");
    expect(none.refusal).toMatch(
      /^No role on Kite – Search does all of this work\. Choose one of the nearest with a reason \(Viewer lacks billing/,
    );
    const roleIds = none.smallest.nearest[0]?.roles.map((role) => role.id) ?? [];
    expect(billing([{ assetId: "a", roleIds, reason: null }])?.refusal).toMatch(
      /although it does not do all/,
    );
    expect(billing([{ assetId: "a", roleIds, reason: "nearest" }])).toMatchObject({
      above: true,
      refusal: null,
    });
  });

  it("never asks for more than the smallest unless it was chosen, on any platform", () => {
    const places = catalogue.flatMap((platform) =>
      platform.assetTypes.map((type) => [platform.id, type.type] as const),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.subarray(
          WORK.map((work) => work.key),
          { minLength: 1, maxLength: 3 },
        ),
        ([platformId, type], work) => {
          const asset = assetOn(platformId, type);
          const [proposal] = propose([asset], [omar], {
            work,
            more: [],
            until,
            now,
            held: () => [],
            waiting: () => null,
          });
          const fits = proposal?.smallest.kind === "fits";
          expect(proposal?.above).toBe(false);
          expect(proposal?.refusal === null).toBe(fits);
          expect(proposal?.asked.length).toBe(
            proposal?.smallest.kind === "fits" ? proposal.smallest.roles.length : 0,
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});

it("offers beyond the smallest only what does the work, adds something and can be held", () => {
  for (const platform of catalogue)
    for (const { type } of platform.assetTypes)
      for (const work of WORK) {
        const asset = assetOn(platform.id, type);
        const [proposal] = propose([asset], [omar], {
          work: [work.key],
          more: [],
          until,
          now,
          held: () => [],
          waiting: () => null,
        });
        if (proposal?.smallest.kind !== "fits") continue;
        const { roles } = proposal.smallest;
        for (const option of moreOptions(asset.offer, type, roles)) {
          const { adds, lacks } = compareRoles(option, roles);
          expect([adds.length > 0, lacks]).toEqual([true, []]);
          const roleIds = option.map((role) => role.id);
          expect(canHoldTogether(asset.offer, type, roleIds)).toBe(true);
        }
      }
  expect(moreOptions(ads.offer, "ad_account", [roleOf(ads, "Read only")]).map((set) => set[0]?.name)).toEqual(
    ["Standard", "Admin"],
  );
});

describe("chooseRoles", () => {
  const smallest = [roleOf(ads, "Read only")];
  const asked = [roleOf(ads, "Admin")];

  it("approves, lowers, and never gives more than was asked", () => {
    expect(chooseRoles({ kind: "asked" }, { smallest, asked })).toMatchObject({
      ok: true,
      state: "approved",
      roles: asked,
    });
    expect(chooseRoles({ kind: "smallest" }, { smallest, asked })).toMatchObject({
      ok: true,
      state: "lowered",
      roles: smallest,
    });
    expect(chooseRoles({ kind: "smallest" }, { smallest, asked: smallest })).toMatchObject({
      state: "approved",
    });
    expect(chooseRoles({ kind: "roles", roles: asked }, { smallest, asked: smallest })).toMatchObject({
      ok: false,
    });
    expect(chooseRoles({ kind: "smallest" }, { smallest: [], asked })).toMatchObject({ ok: false });
  });

  it("for every pair of roles of a ladder", () => {
    const ladder = ads.offer.roles.filter((role) => role.heldOn.includes("ad_account"));
    fc.assert(
      fc.property(fc.constantFrom(...ladder), fc.constantFrom(...ladder), (chosen, top) => {
        const answer = chooseRoles({ kind: "roles", roles: [chosen] }, { smallest: [], asked: [top] });
        expect(answer.ok).toBe(compareRoles([chosen], [top]).adds.length === 0);
      }),
    );
  });
});
