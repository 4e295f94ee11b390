import { describe, expect, test } from "vitest";
import { catalogue } from "@/lib/platforms/catalogue";
import { makeStudio } from "@/scripts/demo/make-studio";

const roles = catalogue.flatMap((platform) =>
  platform.roles.map((role) => ({
    id: `${platform.id} ${role.key}`,
    platformId: platform.id,
    key: role.key,
  })),
);

// Over the ends of months and years, a leap day, and at all hours.
const moments = [
  "2026-11-24T09:30:00Z",
  "2026-12-31T23:59:59Z",
  "2027-01-01T00:00:00Z",
  "2027-03-28T01:30:00Z",
  "2028-02-29T12:00:00Z",
  "2030-07-06T18:45:10Z",
].map((text) => new Date(text));

describe.each(moments)("the demo studio at %s", (now) => {
  const rows = makeStudio(now, roles);
  const held = rows.grants.filter((grant) => grant.closedAt === null);

  test("has the promised size", () => {
    expect(rows.people).toHaveLength(51);
    expect(rows.clients).toHaveLength(34);
    expect(held.length).toBeGreaterThanOrEqual(600);
    expect(held.length).toBeLessThanOrEqual(640);
  });

  test("has no grant that ends before it begins, and nothing that happens after now", () => {
    expect(rows.grants.filter((grant) => grant.endsAt <= grant.startsAt)).toEqual([]);
    expect(rows.transitions.filter((step) => step.at > now || step.recordedAt > now)).toEqual([]);
    expect(rows.evidence.filter((each) => each.createdAt > now)).toEqual([]);
  });

  test("has decisions in the place of somebody, by a delegation that ran, and none of what either asked for", () => {
    const inPlace = rows.items.filter((item) => item.inPlaceOfId !== null);
    expect(inPlace.length).toBeGreaterThan(0);
    for (const { decidedAt, decidedById, inPlaceOfId, requesterId, personId } of inPlace) {
      const by = rows.delegations.find(
        (each) => each.delegateId === decidedById && each.delegatorId === inPlaceOfId,
      );
      expect(by && decidedAt && by.startsAt <= decidedAt && decidedAt < by.endsAt).toBe(true);
      for (const one of [decidedById, inPlaceOfId]) expect([requesterId, personId]).not.toContain(one);
    }
  });

  test("never has one holder hold one role on one account twice at a time", () => {
    const keyed = Map.groupBy(rows.grants, (g) =>
      [g.personId ?? g.robotId ?? g.identityId, g.assetId, g.roleId].join(" "),
    );
    for (const same of keyed.values()) {
      const inOrder = same
        .filter((grant) => grant.state !== "not_granted")
        .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
      for (const [index, grant] of inOrder.slice(1).entries())
        expect(inOrder[index]?.closedAt?.getTime() ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(
          grant.startsAt.getTime(),
        );
    }
  });
});

test("the same moment gives the same studio, another moment the same one at another time", () => {
  const [first, second] = [moments[0], moments[1]];
  if (!first || !second) throw new Error("There are moments above.");
  expect(makeStudio(first, roles)).toEqual(makeStudio(first, roles));
  const names = (now: Date) => makeStudio(now, roles).people.map((row) => `${row.name} ${row.email}`);
  expect(names(second)).toEqual(names(first));
});
