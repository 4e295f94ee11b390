import { describe, expect, it } from "vitest";
import { compareMigrations } from "@/lib/health";

describe("a database's migrations", () => {
  it.each([
    ["current", ["1", "2"], ["2", "1"]],
    ["behind", ["1", "2"], ["1"]],
    ["behind", ["1"], []],
    ["ahead", ["1"], ["1", "2"]],
    ["ahead", ["1", "3"], ["1", "2"]],
  ] as const)("are %s for own %j and applied %j", (state, own, applied) => {
    expect(compareMigrations(own, applied)).toBe(state);
  });
});
