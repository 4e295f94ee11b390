import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CAPABILITIES, type Capability } from "@/lib/platforms/capabilities";
import { catalogue, findPlatform } from "@/lib/platforms/catalogue";
import type { PlatformEntry } from "@/lib/platforms/catalogue-schema";
import { type Offer, offerOf, type RoleOffer } from "@/lib/platforms/role-offer";
import { type RoleSet, smallestRole } from "@/lib/platforms/smallest-role";

/* The search below is written from the definition alone and shares no code with the rule. */

const WORSE_THAN_ALL_LIGHTER: readonly Capability[][] = [
  ["own"],
  ["manage_users"],
  ["billing"],
  ["export_personal_data"],
  ["publish", "spend"],
  ["view", "report", "edit"],
];

type Size = readonly (number | string)[];

function sizeOfSet(roles: readonly RoleOffer[], needed: readonly Capability[]): Size {
  const can = new Set(roles.flatMap((role) => role.capabilities));
  const surplus = [...can].filter((capability) => !needed.includes(capability));
  return [
    needed.filter((capability) => !can.has(capability)).length,
    ...WORSE_THAN_ALL_LIGHTER.map(
      (level) => surplus.filter((capability) => level.includes(capability)).length,
    ),
    can.size,
    roles.length,
    roles.reduce((sum, role) => sum + role.rank, 0),
    roles
      .map((role) => role.key)
      .sort()
      .join(" "),
  ];
}

function compareSizes(a: Size, b: Size): number {
  for (const [index, value] of a.entries()) {
    const other = b[index];
    if (other === undefined || value === other) continue;
    return value < other ? -1 : 1;
  }
  return 0;
}

function leadsTo(
  set: readonly RoleOffer[],
  type: string,
  key: string,
  seen: readonly string[] = [],
): boolean {
  return set.some(
    (role) =>
      role.requires.includes(key) &&
      !seen.includes(role.key) &&
      (role.heldOn.includes(type) || leadsTo(set, type, role.key, [...seen, role.key])),
  );
}

function canBeHeld(set: readonly RoleOffer[], offer: Offer, type: string): boolean {
  if (!set.some((role) => role.heldOn.includes(type))) return false;
  if (set.every((role) => role.capabilities.length === 0)) return false;
  for (const [index, role] of set.entries()) {
    const place = role.heldOn.includes(type) ? type : role.heldOn[0];
    if (place !== type && !leadsTo(set, type, role.key)) return false;
    if (role.requires.length > 0 && !set.some((other) => role.requires.includes(other.key))) return false;
    for (const other of set.slice(index + 1)) {
      if ((other.heldOn.includes(type) ? type : other.heldOn[0]) !== place) continue;
      if (offer.combine[place ?? ""] !== "set") return false;
      if (role.group !== null && role.group === other.group) return false;
    }
  }
  return true;
}

function allSets(offer: Offer, type: string): RoleOffer[][] {
  let sets: RoleOffer[][] = [[]];
  for (const role of offer.roles) sets = sets.concat(sets.map((set) => [...set, role]));
  return sets.filter((set) => canBeHeld(set, offer, type));
}

function bruteForce(sets: RoleOffer[][], needed: readonly Capability[]): RoleOffer[] | null {
  const fitting = sets.filter((set) => sizeOfSet(set, needed)[0] === 0);
  return fitting.sort((a, b) => compareSizes(sizeOfSet(a, needed), sizeOfSet(b, needed)))[0] ?? null;
}

const keysOf = (roles: readonly RoleOffer[]) => roles.map((role) => role.key).sort();
const capabilities = fc.subarray([...CAPABILITIES]);

const offers: fc.Arbitrary<Offer> = fc
  .tuple(
    fc.array(
      fc.record({
        rank: fc.integer({ min: 1, max: 4 }),
        heldOn: fc.constantFrom(["asset"], ["asset", "above"], ["above"]),
        capabilities,
        requires: fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { maxLength: 2 }),
        group: fc.constantFrom(null, "a", "b"),
        verified: fc.boolean(),
      }),
      { minLength: 1, maxLength: 8 },
    ),
    fc.constantFrom("one" as const, "set" as const),
    fc.constantFrom("one" as const, "set" as const),
    fc.boolean(),
  )
  .map(([roles, asset, above, withRequires]) => ({
    combine: { asset, above },
    roles: roles.map((role, index) => ({
      ...role,
      key: `r${index}`,
      name: `Role ${index}`,
      requires: withRequires
        ? role.requires.filter((other) => other < roles.length && other !== index).map((other) => `r${other}`)
        : [],
    })),
  }));

describe("the smallest role", () => {
  it("is what a search through all sets finds, for any roles and any need", () => {
    fc.assert(
      fc.property(offers, capabilities, (offer, needed) => {
        const result = smallestRole(offer, "asset", needed);
        const expected = bruteForce(allSets(offer, "asset"), needed);
        if (expected === null) return result.kind === "none";
        return result.kind === "fits" && keysOf(result.roles).join() === keysOf(expected).join();
      }),
      { numRuns: 3000 },
    );
  });

  it("never lacks what is needed, says exactly what it adds, and flags what is unverified", () => {
    fc.assert(
      fc.property(offers, capabilities, (offer, needed) => {
        const result = smallestRole(offer, "asset", needed);
        const sets: readonly RoleSet[] = result.kind === "fits" ? [result] : result.nearest;
        for (const set of sets) {
          const can = new Set(set.roles.flatMap((role) => role.capabilities));
          expect(set.lacks).toEqual(CAPABILITIES.filter((one) => needed.includes(one) && !can.has(one)));
          expect(set.adds).toEqual(CAPABILITIES.filter((one) => can.has(one) && !needed.includes(one)));
          expect(set.unverified).toBe(set.roles.some((role) => !role.verified));
          expect(set.lacks.length > 0).toBe(result.kind === "none");
        }
      }),
    );
  });

  it("names as nearest the sets that lack the fewest", () => {
    fc.assert(
      fc.property(offers, capabilities, (offer, needed) => {
        const result = smallestRole(offer, "asset", needed);
        if (result.kind === "fits") return;
        const useful = allSets(offer, "asset").filter(
          (set) => Number(sizeOfSet(set, needed)[0]) < needed.length,
        );
        const nearest = useful.sort((a, b) => compareSizes(sizeOfSet(a, needed), sizeOfSet(b, needed)))[0];
        expect(result.nearest[0] && keysOf(result.nearest[0].roles)).toEqual(nearest && keysOf(nearest));
      }),
      { numRuns: 1000 },
    );
  });

  it("does not depend on the order of the roles or of the need", () => {
    fc.assert(
      fc.property(offers, capabilities, fc.infiniteStream(fc.nat()), (offer, needed, random) => {
        const shuffled = <T>(items: readonly T[]) =>
          items
            .map((item) => ({ item, at: random.next().value ?? 0 }))
            .sort((a, b) => a.at - b.at)
            .map(({ item }) => item);
        const other = smallestRole({ ...offer, roles: shuffled(offer.roles) }, "asset", shuffled(needed));
        expect(other).toEqual(smallestRole(offer, "asset", needed));
      }),
    );
  });

  it("agrees with the search through all sets on the whole catalogue, for every need", () => {
    for (const platform of catalogue)
      for (const { type } of platform.assetTypes) {
        const offer = offerOf(platform);
        const near = offer.roles.filter((role) => role.heldOn.includes(type));
        const wanted = new Set(
          [...near, ...near.flatMap((role) => role.requires)].map((r) => (typeof r === "string" ? r : r.key)),
        );
        const sets = allSets({ ...offer, roles: offer.roles.filter((role) => wanted.has(role.key)) }, type);
        for (let bits = 1; bits < 1 << CAPABILITIES.length; bits += sets.length > 100 ? 7 : 1) {
          const needed = CAPABILITIES.filter((_, bit) => bits & (1 << bit));
          const result = smallestRole(offer, type, needed);
          const expected = bruteForce(sets, needed);
          expect(
            result.kind === "fits" ? keysOf(result.roles) : null,
            `${platform.id}.${type} ${needed}`,
          ).toEqual(expected && keysOf(expected));
        }
      }
  });

  const EXAMPLES: [platform: string, type: string, needed: Capability[], roles: string[] | null][] = [
    ["google_ads", "ad_account", ["view", "report"], ["Read only"]],
    ["google_ads", "ad_account", ["view", "edit", "publish"], ["Standard"]],
    ["google_ads", "ad_account", ["billing"], ["Billing"]],
    ["google_ads", "manager_account", ["manage_users"], ["Admin"]],
    ["meta_business", "ad_account", ["view", "edit"], ["Creative mockups only"]],
    [
      "meta_business",
      "ad_account",
      ["view", "report", "edit"],
      ["Creative mockups only", "View performance"],
    ],
    ["meta_business", "ad_account", ["own"], null],
    ["meta_business", "page", ["view", "report", "edit"], ["Page: Community activity", "Page: Insights"]],
    ["meta_business", "business_portfolio", ["billing"], ["Basic access", "Finance analyst"]],
    ["ga4", "property", ["view", "edit", "publish"], ["Marketer"]],
    ["ga4", "data_stream", ["view"], null],
    ["gtm", "container", ["view", "edit", "publish"], ["Account: User", "Container: Publish"]],
    ["gtm", "container", ["edit", "manage_users"], ["Account: Administrator", "Container: Read"]],
    ["hubspot", "portal", ["view", "edit"], ["Core seat", "Permission set (custom role)"]],
    ["salesforce", "org", ["view", "report"], ["Read Only"]],
    ["pinterest", "ad_account", ["report", "billing"], ["Analyst", "Finance"]],
    ["snapchat_ads", "ad_account", ["report"], ["member", "reports"]],
  ];

  it.each(EXAMPLES)("%s %s for %j is %j", (id, type, needed, names) => {
    const platform: PlatformEntry | undefined = findPlatform(id);
    if (!platform) throw new Error(`No platform ${id}`);
    const result = smallestRole(offerOf(platform), type, needed);
    expect(result.kind === "fits" ? result.roles.map((role) => role.name) : null).toEqual(names);
  });

  it("stays quick for a platform with forty roles that all combine", () => {
    const roles = Array.from({ length: 40 }, (_, index) => ({
      key: `r${index}`,
      name: `Role ${index}`,
      rank: (index % 7) + 1,
      heldOn: ["asset"],
      capabilities: CAPABILITIES.filter((_, bit) => (index * 37 + bit * 11) % 5 === 0),
      requires: [],
      group: null,
      verified: true,
    }));
    const started = performance.now();
    expect(smallestRole({ roles, combine: { asset: "set" } }, "asset", [...CAPABILITIES]).kind).toBe("fits");
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
