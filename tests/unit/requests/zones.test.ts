import fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import { effectiveCommitments, STUDIO_COMMITMENTS } from "@/lib/clients/rules/commitments";
import { digestCause, digestMoment } from "@/lib/notifications/rules/digest-day";
import { reminderStep } from "@/lib/register/rules/remind";
import { reviewDue } from "@/lib/requests/rules/emergency";
import { effectiveEnd } from "@/lib/requests/rules/ends";
import { isLate, latestJustInTimeEnd, requestExpiry } from "@/lib/requests/rules/request-expiry";
import { dayInWords, lastDayInWords } from "@/lib/requests/rules/words";

/** Two that change their clocks on different days, one that is a day ahead, one that is 5:45 from UTC (SEC-97). */
const zones = ["Europe/Berlin", "America/New_York", "Pacific/Apia", "Asia/Kathmandu"];

const before = process.env.TZ;
beforeEach(() => {
  process.env.TZ = "UTC";
});
afterEach(() => {
  if (before === undefined) delete process.env.TZ;
  else process.env.TZ = before;
});

/** Everything that the rules of time say about a moment, as text. */
function said(at: Date): string {
  const engagement = {
    ...effectiveCommitments(STUDIO_COMMITMENTS, STUDIO_COMMITMENTS),
    endsOn: dayOf(at, 40),
  };
  const asked = new Date(at.getTime() + 90 * 86_400_000);
  const { end, limit } = effectiveEnd({
    from: at,
    asked,
    capabilities: [],
    engagement,
    personEndsOn: dayOf(at, 70),
  });
  const moments = [
    reviewDue(at),
    requestExpiry(at, null),
    latestJustInTimeEnd(at, 240),
    digestMoment(at),
    end,
  ];
  const late = [1, 25, 49, 73, 97].map((hours) =>
    isLate({ createdAt: at, lastsMinutes: null }, new Date(at.getTime() + hours * 3_600_000)),
  );
  const steps = [0, 1, 7, 14, 20].map((days) =>
    reminderStep({ startsAt: at, endsAt: end }, new Date(end.getTime() - days * 86_400_000 - 1)),
  );
  const words = [dayInWords(at), lastDayInWords(end), digestCause("omar", digestMoment(at))];
  return JSON.stringify([moments, limit, late, steps, words]);
}

/** The UTC day so many days on, as the database gives a date. */
const dayOf = (at: Date, days: number): Date =>
  new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() + days));

const inZone = (zone: string, at: Date): string => {
  process.env.TZ = zone;
  return said(at);
};

it("the machine's own zone changes nothing that the rules of time say", () => {
  // The zone does count in this process: otherwise nothing would be shown.
  process.env.TZ = "Pacific/Apia";
  expect(new Date("2027-01-01T12:00:00Z").getDate()).toBe(2);
  const anyTime = fc.date({ min: new Date("2026-01-01"), max: new Date("2032-12-31"), noInvalidDate: true });
  fc.assert(
    fc.property(anyTime, fc.constantFrom(...zones), (at, zone) => {
      expect(inZone(zone, at)).toBe(inZone("UTC", at));
    }),
    { numRuns: 300 },
  );
});

it.each([
  ["the hour that summer time leaves out", "2027-03-28T01:30:00Z"],
  ["the hour that comes twice", "2026-10-25T00:30:00Z"],
  ["the same in New York", "2027-03-14T07:30:00Z"],
  ["a leap day", "2028-02-29T23:59:59Z"],
  ["the year's end", "2026-12-31T23:59:59Z"],
  ["the last minute of a day, as Samoa has it", "2027-06-30T10:59:00Z"],
])("%s is like any other", (_, moment) => {
  const at = new Date(moment);
  for (const zone of zones) expect(inZone(zone, at)).toBe(inZone("UTC", at));
  process.env.TZ = "Europe/Berlin";
  expect(requestExpiry(at, null).getTime() - at.getTime()).toBe(14 * 86_400_000);
  expect(reviewDue(at).getTime() - at.getTime()).toBeGreaterThanOrEqual(2 * 86_400_000);
  expect(reviewDue(at).getUTCHours()).toBe(at.getUTCHours());
  expect([0, 6]).not.toContain(reviewDue(at).getUTCDay());
});
