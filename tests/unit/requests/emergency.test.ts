import { expect, it } from "vitest";
import { reviewDue } from "@/lib/requests/rules/emergency";

const at = (text: string) => new Date(text);

it.each([
  ["a Monday", "2026-11-23T10:00:00Z", "2026-11-25T10:00:00Z"],
  ["a Thursday, over the weekend", "2026-11-26T23:59:00Z", "2026-11-30T23:59:00Z"],
  ["a Saturday", "2026-11-28T08:00:00Z", "2026-12-01T08:00:00Z"],
  ["the night in which the clocks go back", "2026-10-23T00:30:00Z", "2026-10-27T00:30:00Z"],
  ["the day before a leap day", "2028-02-28T12:00:00Z", "2028-03-01T12:00:00Z"],
  ["the end of a year", "2026-12-31T12:00:00Z", "2027-01-04T12:00:00Z"],
])("an emergency on %s is reviewed two working days later", (_, taken, due) => {
  expect(reviewDue(at(taken))).toEqual(at(due));
});
