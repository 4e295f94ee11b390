import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CAPABILITIES } from "@/lib/platforms/capabilities";
import { conflictInWords, pairInWords } from "@/lib/preconditions/rules/conflict-words";
import {
  type Conflict,
  conflictsIn,
  conflictsOf,
  DUTIES,
  type Duty,
  type DutyPair,
  orderedPair,
  partsOf,
} from "@/lib/preconditions/rules/conflicts";
import { exceptionFor, type LiveException, refusedOf } from "@/lib/preconditions/rules/unmet";
import { ConflictEffect, ConflictReach } from "@/prisma/generated/enums";

/* Six accounts: two of one client, two of another, two of the studio's own. */
const places = [
  ["a1", "kite"],
  ["a2", "kite"],
  ["b1", "northwind"],
  ["b2", "northwind"],
  ["s1", null],
  ["s2", null],
] as const;

const duty: fc.Arbitrary<Duty> = fc
  .record({
    place: fc.constantFrom(...places),
    capability: fc.constantFrom(...DUTIES),
    roleName: fc.constantFrom("Admin", "Editor"),
    through: fc.constantFrom(null, "the manager account"),
    by: fc.constantFrom("grant-1", "grant-2", "grant-3", "item-1", "item-2"),
  })
  .map(({ place: [assetId, clientId], by, ...rest }) => ({
    ...rest,
    assetId,
    assetName: assetId,
    clientId,
    clientName: clientId,
    grantId: by.startsWith("grant") ? by : null,
    asked: by.startsWith("item") ? by : null,
  }));

const pair: fc.Arbitrary<DutyPair> = fc
  .record({
    two: fc.uniqueArray(fc.constantFrom(...DUTIES), { minLength: 2, maxLength: 2 }),
    reach: fc.constantFrom(...Object.values(ConflictReach)),
    effect: fc.constantFrom(...Object.values(ConflictEffect)),
    oneRole: fc.boolean(),
  })
  .map(({ two: [first = "edit", second = "own"], ...rest }) => ({
    id: `${first} ${second} ${rest.reach}`,
    first,
    second,
    reason: "So it is.",
    ...rest,
  }));

const duties = fc.array(duty, { maxLength: 12 });
const pairs = fc.array(pair, { maxLength: 4 });

/** What conflicts, without the order in which it is told. */
const setOf = (conflicts: readonly Conflict[]) =>
  conflicts
    .map((each) => ({
      pair: each.pair.id,
      parts: [...new Set(partsOf(each).map((part) => JSON.stringify(part)))].sort(),
    }))
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

/* A grant is one role; what one request asks for on one account by one name is one. */
const sameRole = (one: Duty, other: Duty) =>
  one.grantId !== null ||
  (one.asked === other.asked && one.assetId === other.assetId && one.roleName === other.roleName);

/* Written from the description alone: any two duties of which one is the first and the other the second. */
function naive(of: DutyPair, held: readonly Duty[]): boolean {
  return held.some(
    (one) =>
      one.capability === of.first &&
      held.some(
        (other) =>
          other.capability === of.second &&
          (of.oneRole || one.grantId !== other.grantId || !sameRole(one, other)) &&
          (of.reach === "studio" ||
            (of.reach === "client" && one.clientId === other.clientId) ||
            one.assetId === other.assetId),
      ),
  );
}

describe("conflicting duties", () => {
  it("are found exactly where two of them come together within their reach", () => {
    fc.assert(
      fc.property(pair, duties, (of, held) => {
        expect(conflictsIn([of], held).length > 0).toBe(naive(of, held));
      }),
      { numRuns: 2_000 },
    );
  });

  it("are the same whichever of the two was named first", () => {
    fc.assert(
      fc.property(pair, duties, (of, held) => {
        const turned = { ...of, first: of.second, second: of.first };
        expect(setOf(conflictsIn([turned], held))).toEqual(setOf(conflictsIn([of], held)));
        expect(orderedPair(of.first, of.second)).toEqual(orderedPair(of.second, of.first));
      }),
    );
  });

  it("are the same in whatever order things are asked for and held, also in words", () => {
    const shuffled = duties.chain((held) =>
      fc.tuple(
        fc.constant(held),
        fc.shuffledSubarray(held, { minLength: held.length, maxLength: held.length }),
      ),
    );
    fc.assert(
      fc.property(pairs, shuffled, (of, [held, other]) => {
        const [a, b] = [conflictsIn(of, held), conflictsIn(of, other)];
        expect(b.map((each) => conflictInWords(each, "item-1"))).toEqual(
          a.map((each) => conflictInWords(each, "item-1")),
        );
        expect(setOf(b)).toEqual(setOf(a));
      }),
    );
  });

  it("that reach further are never fewer: what conflicts on an account does at its client and in the studio", () => {
    fc.assert(
      fc.property(pair, duties, (of, held) => {
        const found = (reach: ConflictReach) => conflictsIn([{ ...of, reach }], held).length > 0;
        if (found("account")) expect(found("client")).toBe(true);
        if (found("client")) expect(found("studio")).toBe(true);
      }),
    );
  });

  it("by different roles are never more than with single ones", () => {
    fc.assert(
      fc.property(pair, duties, (of, held) => {
        const found = (oneRole: boolean) => conflictsIn([{ ...of, oneRole }], held).length;
        expect(found(false)).toBeLessThanOrEqual(found(true));
      }),
    );
  });

  it("are somebody's doing only where what they ask for takes part", () => {
    fc.assert(
      fc.property(pairs, duties, (of, held) => {
        const before = conflictsIn(
          of,
          held.filter((each) => each.asked === null),
        );
        expect(conflictsOf("item-1", before)).toEqual([]);
        for (const conflict of conflictsOf("item-1", conflictsIn(of, held)))
          expect(partsOf(conflict).some((part) => part.asked === "item-1")).toBe(true);
      }),
    );
  });

  it("name what is asked for, and one role that gives both as one", () => {
    const of: DutyPair = {
      id: "p",
      first: "billing",
      second: "manage_users",
      reach: "client",
      effect: "mark",
      oneRole: true,
      reason: "x",
    };
    const held = (
      capability: Duty["capability"],
      roleName: string,
      assetName: string,
      asked: string | null,
    ): Duty => ({
      capability,
      roleName,
      assetId: assetName,
      assetName,
      clientId: "kite",
      clientName: "Kite",
      through: asked ? null : "Studio manager account",
      grantId: asked ? null : "g",
      asked,
    });
    const words = (list: Duty[]) => conflictsIn([of], list).map((each) => conflictInWords(each, "i"));
    expect(
      words([held("billing", "Billing", "Search", null), held("manage_users", "Admin", "Shop", "i")]),
    ).toEqual([
      "change billing (Billing on Search, through Studio manager account) and manage users (Admin on Shop)",
    ]);
    expect(
      words([held("billing", "Admin", "Shop", "i"), held("manage_users", "Admin", "Shop", "i")]),
    ).toEqual(["change billing and manage users (both as Admin on Shop)"]);
    const single = [held("billing", "Admin", "Shop", "i"), held("manage_users", "Admin", "Shop", "i")];
    expect(conflictsIn([{ ...of, oneRole: false }], single)).toEqual([]);
    expect(
      conflictsIn([{ ...of, oneRole: false }], [...single, held("billing", "Billing", "Search", null)]),
    ).toHaveLength(1);
    expect(pairInWords(of)).toBe("change billing and manage users");
  });

  it("are of what not everybody can do", () => {
    expect(CAPABILITIES.filter((each) => !(DUTIES as readonly string[]).includes(each))).toEqual([
      "view",
      "report",
    ]);
  });
});

describe("an exception from conflicting duties", () => {
  const exception = (conflictId: string | null, more: Partial<LiveException> = {}): LiveException => ({
    id: "e",
    precondition: "conflicting_duties",
    conflictId,
    reason: "For a week",
    approvedById: "ingrid",
    approvedByName: "Ingrid Dahl",
    endsAt: new Date("2026-12-31"),
    ...more,
  });
  const refused = (id: string, effect: ConflictEffect = "refuse"): Conflict => ({
    pair: { id, first: "spend", second: "billing", reach: "studio", effect, oneRole: true, reason: "x" },
    first: [],
    second: [],
  });

  it("lifts its own pair alone, and never for who approved it", () => {
    const ids = (exceptions: LiveException[], requesterId: string | null = "omar") =>
      refusedOf([refused("p"), refused("q"), refused("r", "mark")], exceptions, requesterId).map(
        ({ pair: of }) => of.id,
      );
    expect(ids([])).toEqual(["p", "q"]);
    expect(ids([exception("p")])).toEqual(["q"]);
    expect(ids([exception("p"), exception("q")])).toEqual([]);
    expect(ids([exception("p")], "ingrid")).toEqual(["p", "q"]);
    expect(ids([exception(null, { precondition: "papers" })])).toEqual(["p", "q"]);
    expect(exceptionFor("papers", [exception("p")], "omar")).toBeNull();
  });
});
