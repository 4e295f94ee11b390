import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canAskUntil, canReceive } from "@/lib/requests/rules/asking";
import { effectiveEnd, engagementEnd, GRAVE_ROLE_DAYS } from "@/lib/requests/rules/ends";

const from = new Date("2026-11-24T10:00:00Z");
const days = (n: number) => new Date(from.getTime() + n * 86_400_000);

describe("effectiveEnd", () => {
  const asked = {
    from,
    asked: days(60),
    capabilities: ["view"] as const,
    engagement: null,
    personEndsOn: null,
  };

  it("is what was asked when nothing is shorter", () => {
    expect(effectiveEnd(asked)).toEqual({ end: days(60), limit: "asked" });
  });

  it("is the shortest of the limits, and names it", () => {
    const engagement = { longestGrantDays: 30, endsOn: new Date("2026-12-31") };
    expect(effectiveEnd({ ...asked, engagement })).toEqual({ end: days(30), limit: "longest_grant" });
    expect(effectiveEnd({ ...asked, engagement: { ...engagement, longestGrantDays: 90 } })).toEqual({
      end: new Date("2027-01-01T00:00:00Z"),
      limit: "engagement_end",
    });
    expect(effectiveEnd({ ...asked, asked: days(300), capabilities: ["manage_users"] })).toEqual({
      end: days(GRAVE_ROLE_DAYS),
      limit: "platform",
    });
    expect(effectiveEnd({ ...asked, personEndsOn: new Date("2026-11-30") }).limit).toBe("person_end");
  });

  it("is never later than any limit", () => {
    const day = fc.integer({ min: 1, max: 800 });
    fc.assert(
      fc.property(day, fc.option(day), fc.option(day), fc.boolean(), (until, longest, lasts, grave) => {
        const endsOn = lasts === null ? null : days(lasts);
        const { end } = effectiveEnd({
          from,
          asked: days(until),
          capabilities: grave ? ["billing"] : ["view"],
          engagement: { longestGrantDays: longest, endsOn },
          personEndsOn: null,
        });
        expect(end <= days(until) && end <= days(365)).toBe(true);
        if (longest !== null) expect(end <= days(longest)).toBe(true);
        if (grave) expect(end <= days(GRAVE_ROLE_DAYS)).toBe(true);
        if (endsOn) expect(end.getTime()).toBeLessThanOrEqual(endsOn.getTime() + 86_400_000);
      }),
    );
  });
});

it("counts an engagement's last day in", () => {
  const endsOn = new Date("2026-12-31");
  expect(engagementEnd({ endsOn, endedAt: null })).toEqual(new Date("2027-01-01T00:00:00Z"));
  expect(engagementEnd({ endsOn, endedAt: from })).toEqual(from);
  expect(engagementEnd({ endsOn: null, endedAt: null })).toBeNull();
});

describe("canAskUntil", () => {
  const facts = { now: from, engagementEnd: new Date("2027-01-01T00:00:00Z"), clientName: "Kite Insurance" };

  it("takes the engagement's last day and any day before", () => {
    expect(canAskUntil(new Date("2026-12-31T23:59:59Z"), facts)).toBe(true);
    expect(canAskUntil(days(400), { ...facts, engagementEnd: null })).toBe(true);
  });

  it("refuses a day that has passed, and one beyond the engagement", () => {
    expect(canAskUntil(days(-1), facts)).toMatch(/has passed/);
    expect(canAskUntil(new Date("2027-01-01T12:00:00Z"), facts)).toBe(
      "The engagement with Kite Insurance ends on 31 December 2026, and no grant outlives it. Choose that day or an earlier one.",
    );
  });
});

it("refuses new requests for who leaves", () => {
  const tariq = { name: "Tariq Haddad", accessEndsAt: null, endedAt: null };
  expect(canReceive(tariq, from)).toBe(true);
  expect(canReceive({ ...tariq, accessEndsAt: days(3) }, from)).toBe(
    "Tariq Haddad is leaving on 27 November 2026. There are no new requests for them.",
  );
  expect(canReceive({ ...tariq, accessEndsAt: days(-3) }, from)).toMatch(/since 21 November 2026/);
  expect(canReceive({ ...tariq, endedAt: from }, from)).toMatch(/has left/);
});
