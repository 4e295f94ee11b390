import { describe, expect, it } from "vitest";
import { chooseEngagement, runningEngagements } from "@/lib/requests/rules/choose-engagement";

const now = new Date("2026-11-26T12:00:00Z");
const engagement = (name: string, startsOn: string, endsOn: string | null, workers: string[] = []) => ({
  name,
  startsOn: new Date(startsOn),
  endsOn: endsOn === null ? null : new Date(endsOn),
  workers,
});
const retainer = engagement("Retainer", "2026-01-01", "2027-12-31", ["priya"]);
const audit = engagement("Audit", "2026-06-01", "2026-11-26", ["omar", "erik"]);
const planned = engagement("Next year", "2027-01-01", null, ["omar"]);
const over = engagement("Launch", "2025-01-01", "2026-11-25", ["omar"]);
const all = [planned, retainer, audit, over];

describe("the engagement of a request", () => {
  it.each([
    ["the one that its holder works on", ["omar"], "Audit"],
    ["the one on which most of them work", ["priya", "omar", "erik"], "Audit"],
    ["the one that ends last, where they work on none", ["tariq"], "Retainer"],
    ["the one that ends last, where as many work on another", ["priya", "omar"], "Retainer"],
    ["the one that ends last, where nobody is chosen yet", [], "Retainer"],
  ])("is %s", (_, personIds, name) => {
    expect(chooseEngagement(all, personIds, now)?.name).toBe(name);
  });

  it("is one that runs today, until its last day is over", () => {
    expect(runningEngagements(all, now)).toEqual([retainer, audit]);
    expect(runningEngagements(all, new Date("2026-11-27T00:00:00Z"))).toEqual([retainer]);
  });

  it("is one that does not run, where none does: then it is said why it cannot be asked", () => {
    expect(chooseEngagement([over], ["omar"], now)).toBe(over);
    expect(chooseEngagement([], ["omar"], now)).toBeNull();
  });
});
