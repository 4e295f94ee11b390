import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { goesOver, mostBelieved } from "@/lib/sources/rules/guard";

const asShipped = { most: 5, percent: 10, least: 3, minutes: 10 };

describe("how many departures at once are believed", () => {
  it.each([
    [4, 3],
    [12, 3],
    [39, 3],
    [40, 4],
    [59, 5],
    [900, 5],
  ])("of %i people who work here: %i", (working, believed) => {
    expect(mostBelieved(asShipped, working)).toBe(believed);
  });

  it("is never over the number, and never under what is always believed", () => {
    const guard = fc
      .record({
        most: fc.integer({ min: 1, max: 50 }),
        percent: fc.integer({ min: 1, max: 100 }),
        least: fc.integer({ min: 1, max: 50 }),
        minutes: fc.constant(10),
      })
      .filter(({ most, least }) => least <= most);
    fc.assert(
      fc.property(guard, fc.nat(5000), (given, working) => {
        const believed = mostBelieved(given, working);
        expect(believed).toBeLessThanOrEqual(given.most);
        expect(believed).toBeGreaterThanOrEqual(given.least);
        if (believed > given.least) expect(believed * 100).toBeLessThanOrEqual(working * given.percent);
      }),
    );
  });

  it("counts what came shortly before, and a batch as one", () => {
    const working = 12;
    expect(goesOver(asShipped, { working, before: 0, now: 3 })).toBe(false);
    expect(goesOver(asShipped, { working, before: 1, now: 3 })).toBe(true);
    expect(goesOver(asShipped, { working, before: 3, now: 1 })).toBe(true);
    // Nothing new is nothing to hold.
    expect(goesOver(asShipped, { working, before: 9, now: 0 })).toBe(false);
  });
});
