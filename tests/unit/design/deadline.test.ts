import { expect, test } from "vitest";
import { deadlineText } from "@/components/ui/deadline-text";
import { timeText } from "@/components/ui/time-text";

const now = new Date("2026-11-23T09:10:00Z");

test.each([
  ["2026-11-23T07:00:00Z", "2 h 10 min over", "critical"],
  ["2026-11-20T09:10:00Z", "3 days over", "critical"],
  ["2026-11-23T09:09:50Z", "1 min over", "critical"],
  ["2026-11-23T09:50:00Z", "in 40 min", "high"],
  ["2026-11-23T17:00:00Z", "today, 17:00", "high"],
  ["2026-11-24T23:59:00Z", "tomorrow", "plain"],
  ["2026-11-26T00:00:00Z", "in 3 days", "plain"],
  ["2026-12-31T00:00:00Z", "Thu 31 Dec", "plain"],
  ["2027-01-04T00:00:00Z", "4 Jan 2027", "plain"],
])("due %s is written %s", (due, text, tone) => {
  expect(deadlineText(new Date(due), now)).toEqual({ text, tone });
});

test("the day is the one of the time zone", () => {
  const due = new Date("2026-11-23T23:30:00Z");
  expect(deadlineText(due, now, "UTC").text).toBe("today, 23:30");
  expect(deadlineText(due, now, "Europe/Berlin").text).toBe("tomorrow");
});

test("a moment in each style", () => {
  const moment = new Date("2026-09-04T16:05:00Z");
  expect(timeText(moment, "date")).toBe("4 Sep 2026");
  expect(timeText(moment, "datetime")).toBe("4 Sep 2026, 16:05");
  expect(timeText(moment, "short")).toBe("Fri 4 Sep");
  expect(timeText(moment, "moment")).toBe("Fri 4 Sep, 16:05");
  expect(timeText(moment, "long")).toBe("Friday 4 September 2026");
  expect(timeText(moment, "clock")).toBe("16:05");
});
