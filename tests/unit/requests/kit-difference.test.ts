import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogue } from "@/lib/platforms/catalogue";
import { offerOf } from "@/lib/platforms/role-offer";
import { WORK, type WorkKey } from "@/lib/platforms/work";
import type { RoleRow } from "@/lib/requests/rules/choose-roles";
import { type KeyHeld, kitDifference } from "@/lib/requests/rules/kit-difference";
import { kitEnd } from "@/lib/requests/rules/kit-end";
import { weighAsset } from "@/lib/requests/rules/weigh";

const places = catalogue.flatMap((platform) => {
  const roles = platform.roles.map((role): RoleRow => ({ ...role, id: role.key }));
  const offer = { ...offerOf(platform), roles };
  return platform.assetTypes
    .filter(({ type }) => roles.some((role) => role.heldOn.includes(type)))
    .map(({ type }) => ({ type, category: platform.category, offer }));
});
type Place = (typeof places)[number];

/** A line on an account of this kind; null where no role does the work. */
function lineOn(assetId: string, place: Place, work: readonly WorkKey[]) {
  const { needs, smallest } = weighAsset(place, work);
  if (smallest.kind === "none") return null;
  const roles = smallest.roles.map(({ id, capabilities, heldOn }) => ({
    ...{ id, capabilities },
    heldHere: heldOn.includes(place.type),
  }));
  return { assetId, needs, smallest: roles, place };
}
type Line = NonNullable<ReturnType<typeof lineOn>>;

const kit = fc
  .array(
    fc.tuple(
      fc.constantFrom(...places),
      fc.subarray(
        WORK.map(({ key }) => key),
        { minLength: 1, maxLength: 3 },
      ),
    ),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((parts) => parts.flatMap(([place, work], at) => lineOn(`account ${at}`, place, work) ?? []))
  .filter((lines) => lines.length > 0);

/** The keys that the kit itself gives: each smallest role, where it is held. */
const keysOf = (lines: readonly Line[]): KeyHeld[] =>
  lines.flatMap((line) =>
    line.smallest.map(({ id, capabilities, heldHere }) => ({
      assetId: heldHere ? line.assetId : `above ${line.assetId}`,
      roleId: id,
      capabilities,
    })),
  );

/** What somebody can do on an account by these keys; those above count for the account below. */
const heldBy = (keys: readonly KeyHeld[]) => (assetId: string) =>
  keys.filter((key) => key.assetId === assetId || key.assetId === `above ${assetId}`);

describe("kitDifference", () => {
  it("finds nothing where somebody holds what their kit gives, on every platform of the catalogue", () => {
    fc.assert(
      fc.property(kit, (lines) => {
        const keys = keysOf(lines);
        expect(kitDifference(lines, heldBy(keys), keys)).toEqual({ lacks: [], more: [] });
      }),
    );
  });

  it("lacks everything where nothing is held, and exactly the account whose keys are gone", () => {
    fc.assert(
      fc.property(kit, fc.nat(), (lines, at) => {
        expect(kitDifference(lines, () => [], []).lacks).toEqual(lines);
        const gone = lines[at % lines.length];
        const keys = keysOf(lines.filter((line) => line !== gone));
        expect(kitDifference(lines, heldBy(keys), keys)).toEqual({ lacks: [gone], more: [] });
      }),
    );
  });

  it("never lacks more by a further key, and says what it adds exactly when it can do more than the kit", () => {
    const key = fc.record({ place: fc.constantFrom(...places), role: fc.nat(), at: fc.nat() });
    fc.assert(
      fc.property(kit, key, (lines, { place, role, at }) => {
        const on = lines[at % lines.length];
        const chosen = place.offer.roles[role % place.offer.roles.length];
        if (!on || !chosen) return;
        const further = { assetId: on.assetId, roleId: "further", capabilities: chosen.capabilities };
        const keys = [...keysOf(lines), further];
        const { lacks, more } = kitDifference(lines, heldBy(keys), keys);
        expect(lacks).toEqual([]);
        const gives = on.smallest.flatMap((each) => each.capabilities);
        const adds = chosen.capabilities.filter((each) => !gives.includes(each));
        expect(more.map((each) => [each.key, new Set(each.adds)])).toEqual(
          adds.length > 0 ? [[further, new Set(adds)]] : [],
        );
      }),
    );
  });

  it("counts a key on an account that no line asks for as too much", () => {
    const stray = { assetId: "elsewhere", roleId: "viewer", capabilities: ["view" as const] };
    expect(kitDifference([], () => [], [stray]).more).toEqual([{ key: stray, adds: ["view"] }]);
  });
});

describe("kitEnd", () => {
  const now = new Date("2026-11-26T10:00:00Z");
  it("is the end of the engagement's last day, a year on at most", () => {
    expect(kitEnd(new Date("2026-12-31"), now)).toEqual(new Date("2026-12-31T23:59:59Z"));
    expect(kitEnd(null, now)).toEqual(new Date("2027-11-25T10:00:00Z"));
    expect(kitEnd(new Date("2028-12-31"), now)).toEqual(new Date("2027-11-25T10:00:00Z"));
  });
});
