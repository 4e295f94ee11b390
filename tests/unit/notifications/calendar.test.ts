import { expect, it } from "vitest";
import { type CalendarEntry, calendarText } from "@/lib/notifications/rules/calendar";

const entry = (more: Partial<CalendarEntry> = {}): CalendarEntry => ({
  kind: "grant",
  id: "01937b4c-0000-7000-8000-000000000001",
  at: new Date("2027-03-28T01:30:00Z"),
  words: "Standard on Kite – Search ends",
  href: "/register/01937b4c-0000-7000-8000-000000000001",
  changedAt: new Date("2026-11-26T12:00:00Z"),
  ...more,
});
const origin = "https://keys.studio.example";
const linesOf = (text: string) => text.replace(/\r\n[ \t]/g, "").split("\r\n");

it("is in UTC, also in the hour that summer time leaves out, with lines as calendars read them", () => {
  const text = calendarText([entry()], origin);
  expect(linesOf(text)).toEqual(
    expect.arrayContaining([
      "BEGIN:VCALENDAR",
      "UID:grant-01937b4c-0000-7000-8000-000000000001@keys.studio.example",
      "DTSTART:20270328T013000Z",
      "DTSTAMP:20261126T120000Z",
      "SUMMARY:Standard on Kite – Search ends",
      "TRANSP:TRANSPARENT",
      "URL;VALUE=URI:https://keys.studio.example/register/01937b4c-0000-7000-8000-000000000001",
    ]),
  );
  expect(text.replace(/\r\n/g, "")).not.toMatch(/[\r\n]/);
  const widest = Math.max(...text.split("\r\n").map((line) => Buffer.byteLength(line)));
  expect(widest).toBeLessThanOrEqual(75);
});

it("keeps its ids when a date moves, and has one for each", () => {
  const uids = (entries: CalendarEntry[]) =>
    linesOf(calendarText(entries, origin)).filter((line) => /^UID/.test(line));
  const moved = entry({ at: new Date("2028-02-29T00:00:00Z"), words: "Other words" });
  expect(uids([entry()])).toEqual(uids([moved]));
  expect(new Set(uids([entry(), entry({ kind: "task" })])).size).toBe(2);
});

it("lets no name begin anything of its own", () => {
  const words = 'A; B, C\\n "D"\r\nEND:VEVENT\nBEGIN:VALARM\r\nACTION:DISPLAY';
  const lines = linesOf(calendarText([entry({ words })], origin));
  expect(lines.filter((line) => line.startsWith("BEGIN:"))).toEqual(["BEGIN:VCALENDAR", "BEGIN:VEVENT"]);
  expect(lines.find((line) => line.startsWith("SUMMARY:"))).toMatch(/^SUMMARY:A\\; B\\, C\\\\n "D"\\n/);
});
