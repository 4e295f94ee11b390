import fc from "fast-check";
import { expect, it } from "vitest";
import { monthOf, weekOf } from "@/lib/lifecycle/rules/month";

const now = new Date("2026-12-31T23:30:00Z");

it("is the month that was asked for, and the one of now for nonsense", () => {
  expect(monthOf("2027-02", now)).toEqual({
    name: "2027-02",
    from: new Date("2027-02-01T00:00:00Z"),
    until: new Date("2027-03-01T00:00:00Z"),
    before: "2027-01",
    after: "2027-03",
  });
  for (const asked of [undefined, "", "2026-13", "1999-01", "2026-1", "2026-12-01", "x"])
    expect(monthOf(asked, now)).toMatchObject({ name: "2026-12", before: "2026-11", after: "2027-01" });
});

it("begins each week with its Monday", () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true }),
      (at) => {
        const monday = new Date(weekOf(at));
        expect(monday.getUTCDay()).toBe(1);
        const days = (at.getTime() - monday.getTime()) / 86_400_000;
        expect(days).toBeGreaterThanOrEqual(0);
        expect(days).toBeLessThan(7);
      },
    ),
  );
});
