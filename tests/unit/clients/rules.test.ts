import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clientNameKey } from "@/lib/clients/rules/client-name";
import { type Commitments, effectiveCommitments, STUDIO_COMMITMENTS } from "@/lib/clients/rules/commitments";
import { latestGrantEnd } from "@/lib/clients/rules/grant-end";
import { whyNotEnded } from "@/lib/clients/rules/why-not-ended";

describe("a client's name", () => {
  it.each([
    ["Kite Insurance", "kite insurance"],
    ["KITE INSURANCE, Ltd.", "kite insurance"],
    ["Kite Insurance S.A.", "kite insurance"],
    ["Møller & Sønner A/S", "moller and sonner"],
    ["Bäckerei Groß GmbH & Co. KG", "backerei gross"],
    ["Wilczek Sp. z o.o.", "wilczek"],
    ["O’Brien's, Inc.", "obriens"],
    ["Company", "company"],
    ["Co-op Bank PLC", "co op bank"],
    ["…", ""],
  ])("%s is known as %s", (name, key) => expect(clientNameKey(name)).toBe(key));

  it("keeps two clients apart that differ", () => {
    expect(clientNameKey("Northwind Outdoor")).not.toBe(clientNameKey("Northwind Indoor"));
  });
});

const commitments: fc.Arbitrary<Commitments> = fc.record({
  notificationHours: fc.option(fc.integer({ min: 1, max: 720 })),
  reviewIntervalDays: fc.option(fc.integer({ min: 1, max: 730 })),
  longestGrantDays: fc.option(fc.integer({ min: 1, max: 1830 })),
  clientMfaRequired: fc.boolean(),
  compliantDeviceRequired: fc.boolean(),
  clientApprovesGrants: fc.boolean(),
  subprocessorCategories: fc.uniqueArray(fc.constantFrom("analytics", "hosting", "mail")),
});

describe("the effective commitments", () => {
  const own: Commitments = { ...STUDIO_COMMITMENTS, notificationHours: 24, longestGrantDays: 900 };

  it("are the strictest of both", () => {
    const effective = effectiveCommitments(STUDIO_COMMITMENTS, { ...own, clientMfaRequired: true });
    expect(effective).toMatchObject({
      notificationHours: 24,
      longestGrantDays: 365,
      clientMfaRequired: true,
    });
  });

  it("leave what the engagement does not say to the studio", () => {
    expect(
      effectiveCommitments(STUDIO_COMMITMENTS, { ...own, notificationHours: null }).notificationHours,
    ).toBe(72);
  });

  it("are never laxer than either, whichever comes first", () => {
    fc.assert(
      fc.property(commitments, commitments, (a, b) => {
        const both = effectiveCommitments(a, b);
        for (const one of [a, b]) {
          for (const name of ["notificationHours", "reviewIntervalDays", "longestGrantDays"] as const) {
            const limit = one[name];
            if (limit !== null) expect(both[name]).toBeLessThanOrEqual(limit);
          }
          if (one.clientMfaRequired) expect(both.clientMfaRequired).toBe(true);
          if (one.subprocessorCategories.length > 0) {
            for (const each of both.subprocessorCategories)
              expect(one.subprocessorCategories).toContain(each);
          }
        }
        const turned = effectiveCommitments(b, a);
        expect({ ...turned, subprocessorCategories: [...turned.subprocessorCategories].sort() }).toEqual({
          ...both,
          subprocessorCategories: [...both.subprocessorCategories].sort(),
        });
      }),
    );
  });
});

describe("a grant's latest end", () => {
  const from = new Date("2026-01-01T12:00:00Z");
  const asked = new Date("2026-06-30T23:59:59Z");

  it.each([
    [{ asked }, "asked", "2026-06-30T23:59:59.000Z"],
    [{ asked, policyDays: 30 }, "platform", "2026-01-31T12:00:00.000Z"],
    [{ asked, longestGrantDays: 90 }, "longest_grant", "2026-04-01T12:00:00.000Z"],
    [{ asked, engagementEndsOn: new Date("2026-03-31") }, "engagement_end", "2026-04-01T00:00:00.000Z"],
    [{ asked, personEndsOn: new Date("2026-02-10") }, "person_end", "2026-02-11T00:00:00.000Z"],
  ])("with %j is set by %s", (limits, limit, end) => {
    expect(latestGrantEnd({ from, ...limits })).toEqual({ limit, end: new Date(end) });
  });

  it("is open when nothing limits it", () => expect(latestGrantEnd({ from })).toBeNull());
});

describe("what has to end first", () => {
  it("is said in counts, or nothing runs", () => {
    expect(whyNotEnded("Kite", { engagements: 1, keys: 12 })).toMatch(
      /^Kite still has 1 engagement and 12 keys\./,
    );
    expect(whyNotEnded("Kite", { keys: 0, tasks: 0 })).toBeNull();
  });
});
