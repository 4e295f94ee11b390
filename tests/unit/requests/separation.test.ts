import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { authorityFor, canDecide, type Decider, type ItemPeople } from "@/lib/requests/rules/who-may";
import type { Role } from "@/prisma/generated/enums";

const PEOPLE = ["aoife", "ingrid", "hannah", "omar", "erik"] as const;
type Who = (typeof PEOPLE)[number];
type Studio = Record<Who, { roles: Role[]; sealed: boolean }>;
/** Who decides in whose place: the first in the place of the second. */
type Places = [Who, Who][];

const until = new Date("2026-12-24T00:00:00Z");
const inPlaceOf = (who: Who, places: Places) =>
  places.filter(([delegate]) => delegate === who).map(([, delegator]) => delegator);

/** Somebody as the database gives them: their places with the roles of their owners, and in whose places those stand. */
const decider = (who: Who, studio: Studio, places: Places): Decider => ({
  kind: "person",
  personId: who,
  ...studio[who],
  inPlaceOf: inPlaceOf(who, places).map((personId) => ({
    personId,
    name: personId,
    roles: studio[personId].roles,
    until,
    alsoFor: inPlaceOf(personId, places),
  })),
});

const who = fc.constantFrom(...PEOPLE);
const roles = fc.subarray<Role>(["owner", "security_lead", "account_manager", "staff", "auditor"]);
const studio: fc.Arbitrary<Studio> = fc
  .tuple(
    ...PEOPLE.map(() =>
      fc.record({ roles, sealed: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.constant(true)) }),
    ),
  )
  .map((all) => Object.fromEntries(PEOPLE.map((name, at) => [name, all[at]])) as Studio);
const places: fc.Arbitrary<Places> = fc.uniqueArray(
  fc.tuple(who, who).filter(([a, b]) => a !== b),
  { maxLength: 5, selector: ([a, b]) => `${a} for ${b}` },
);
const item: fc.Arbitrary<ItemPeople> = fc.record({
  requesterId: who,
  personId: who,
  state: fc.constant("waiting" as const),
  aboveSmallest: fc.boolean(),
  needs: fc.constantFrom(
    "one_approver" as const,
    "security_lead" as const,
    "security_lead_and_client" as const,
  ),
});

describe("whatever the roles and the delegations are", () => {
  it("nobody decides what they, or somebody in whose place they decide, asked for or would hold", () => {
    let decided = 0;
    fc.assert(
      fc.property(who, studio, places, item, (me, all, given, asked) => {
        const authority = authorityFor(decider(me, all, given), asked);
        if (!authority.ok) return;
        decided += 1;
        const concerned = [asked.requesterId, asked.personId];
        expect(concerned).not.toContain(me);
        for (const place of inPlaceOf(me, given)) expect(concerned).not.toContain(place);
        if (authority.inPlaceOf) {
          const place = authority.inPlaceOf.personId as Who;
          for (const further of inPlaceOf(place, given)) expect(concerned).not.toContain(further);
        }
      }),
      { numRuns: 3000 },
    );
    expect(decided).toBeGreaterThan(100);
  });

  it("what is decided in a place is what its owner could decide themselves, without the places that they take", () => {
    let inPlace = 0;
    fc.assert(
      fc.property(who, studio, places, item, (me, all, given, asked) => {
        const authority = authorityFor(decider(me, all, given), asked);
        if (!authority.ok || !authority.inPlaceOf) return;
        inPlace += 1;
        const place = authority.inPlaceOf.personId as Who;
        // Whether they could is asked of their roles alone: a place is not passed on.
        const alone = { ...decider(place, all, []), sealed: false };
        expect(canDecide(alone, asked)).toBe(true);
        // And it is said only where one's own role would not do.
        expect(canDecide({ ...decider(me, all, []), sealed: false }, asked)).not.toBe(true);
      }),
      { numRuns: 3000 },
    );
    expect(inPlace).toBeGreaterThan(20);
  });

  it("a place takes away what it must and gives nothing but its owner’s deciding: more places never decide one’s own", () => {
    fc.assert(
      fc.property(who, studio, places, item, (me, all, given, asked) => {
        const without = canDecide(decider(me, all, []), asked) === true;
        const withPlaces = canDecide(decider(me, all, given), asked) === true;
        const owners = inPlaceOf(me, given);
        const gives = owners.some(
          (owner) => canDecide({ ...decider(owner, all, []), sealed: false }, asked) === true,
        );
        if (withPlaces && !without) expect(gives).toBe(true);
        if (without && !withPlaces)
          expect(owners.some((owner) => [asked.requesterId, asked.personId].includes(owner))).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it("a break-glass account decides nothing", () => {
    fc.assert(
      fc.property(who, studio, places, item, (me, all, given, asked) => {
        expect(canDecide({ ...decider(me, all, given), sealed: true }, asked)).not.toBe(true);
      }),
    );
  });
});

describe("says whose place it is", () => {
  const all: Studio = Object.fromEntries(PEOPLE.map((name) => [name, { roles: [], sealed: false }])) as never;
  all.ingrid.roles = ["security_lead"];
  all.aoife.roles = ["owner"];
  all.hannah.roles = ["account_manager"];
  const asked: ItemPeople = {
    requesterId: "omar",
    personId: "erik",
    state: "waiting",
    aboveSmallest: false,
    needs: "one_approver",
  };

  it("of who decides by a delegation, and of nobody where the own role is enough", () => {
    const as = (me: Who, given: Places, more: Partial<ItemPeople> = {}) => {
      const authority = authorityFor(decider(me, all, given), { ...asked, ...more });
      return authority.ok ? (authority.inPlaceOf?.name ?? null) : authority.sentence;
    };
    expect(as("hannah", [["hannah", "ingrid"]])).toBe("ingrid");
    expect(as("aoife", [["aoife", "ingrid"]])).toBeNull();
    expect(as("aoife", [["aoife", "ingrid"]], { aboveSmallest: true })).toBe("ingrid");
    expect(as("hannah", [["hannah", "aoife"]], { aboveSmallest: true })).toMatch(
      /decided by the security lead/,
    );
    expect(as("hannah", [["hannah", "ingrid"]], { requesterId: "ingrid" })).toMatch(/ingrid asked for this/);
    expect(as("hannah", [["hannah", "ingrid"]], { personId: "ingrid" })).toMatch(/ingrid would hold/);
    expect(as("hannah", [["hannah", "ingrid"]], { requesterId: "hannah" })).toMatch(
      /asked for this yourself/,
    );
    // By a role of their own they could, but for that time they act for the one who asked.
    expect(as("aoife", [["aoife", "ingrid"]], { requesterId: "ingrid" })).toMatch(/in their place/);
    // Ingrid decides in the place of Aoife, who asked: not hers to decide, so not Hannah's in her place either.
    expect(
      as(
        "hannah",
        [
          ["hannah", "ingrid"],
          ["ingrid", "aoife"],
        ],
        { requesterId: "aoife" },
      ),
    ).toMatch(/decided by/);
  });
});
