import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CAPABILITIES } from "@/lib/platforms/capabilities";
import { capabilitiesFor, WORK } from "@/lib/platforms/work";
import { extendedEnd, workOf } from "@/lib/requests/rules/extension";
import { latestJustInTimeEnd, requestExpiry } from "@/lib/requests/rules/request-expiry";

const DAY = 86_400_000;
const at = (text: string) => new Date(text);

describe("until when an extension is asked", () => {
  it("is as long again, from the end, over a leap day and the year's end too", () => {
    const given = { startsAt: at("2027-12-01T00:00:00Z"), endsAt: at("2028-02-29T00:00:00Z") };
    expect(extendedEnd(given, null, at("2028-02-01T00:00:00Z"))).toEqual(at("2028-05-29T00:00:00Z"));
  });
  it("never lies beyond the engagement, and counts from now when the end has passed", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: -100, max: 100 }),
        fc.option(fc.integer({ min: 1, max: 400 })),
        (length, passed, engagement) => {
          const startsAt = at("2027-01-01T00:00:00Z");
          const endsAt = new Date(startsAt.getTime() + length * DAY);
          const now = new Date(endsAt.getTime() + passed * DAY);
          const over = engagement === null ? null : new Date(now.getTime() + engagement * DAY);
          const end = extendedEnd({ startsAt, endsAt }, over, now);
          if (over) expect(end.getTime()).toBeLessThanOrEqual(over.getTime());
          else expect(end.getTime()).toBe(Math.max(now.getTime(), endsAt.getTime()) + length * DAY);
        },
      ),
    );
  });
});

it("what access is good for is all work that its roles can do, and no other", () => {
  fc.assert(
    fc.property(fc.subarray([...CAPABILITIES]), (capabilities) => {
      const works = workOf("ad_account", capabilities);
      for (const { key } of WORK) {
        const can = capabilitiesFor([key], "ad_account").every((need) => capabilities.includes(need));
        if (works.includes(key)) expect(can).toBe(true);
      }
    }),
  );
  expect(workOf("ad_account", ["view"])).toContain("look");
  expect(workOf("ad_account", ["view"])).not.toContain("publish-campaigns");
});

it("a request waits two weeks, and one for a few hours a day", () => {
  const asked = at("2027-03-28T00:30:00Z");
  expect(requestExpiry(asked, null)).toEqual(at("2027-04-11T00:30:00Z"));
  expect(requestExpiry(asked, 60)).toEqual(at("2027-03-29T00:30:00Z"));
  expect(latestJustInTimeEnd(asked, 60)).toEqual(at("2027-03-30T01:30:00Z"));
});
