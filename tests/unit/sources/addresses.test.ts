import { describe, expect, it } from "vitest";
import { addressRanges, isAllowedFrom } from "@/lib/sources/addresses";

describe("from where an HR system may call", () => {
  it("is written as addresses and ranges, by spaces, commas or lines", () => {
    expect(addressRanges().parse("203.0.113.7, 198.51.100.0/24\n2001:db8::/32 203.0.113.7")).toEqual([
      "203.0.113.7",
      "198.51.100.0/24",
      "2001:db8::/32",
    ]);
    expect(addressRanges().parse(undefined)).toEqual([]);
    for (const bad of [
      "okta.example",
      "203.0.113.0/33",
      "203.0.113.0/-1",
      "203.0.113.0/",
      "1.2.3",
      "::1%lo",
      "::/129",
    ])
      expect(addressRanges().safeParse(bad).success, bad).toBe(false);
  });

  it.each([
    [[], "203.0.113.7", true],
    [[], null, true],
    [["203.0.113.7"], "203.0.113.7", true],
    [["203.0.113.7"], "203.0.113.8", false],
    [["203.0.113.0/24"], "203.0.113.255", true],
    [["203.0.113.0/24"], "203.0.114.0", false],
    [["203.0.113.0/24"], null, false],
    [["203.0.113.0/24"], "nonsense", false],
    [["2001:db8::/32"], "2001:db8:1::5", true],
    [["2001:db8::/32"], "2001:db9::5", false],
    [["2001:db8::/32"], "203.0.113.7", false],
    [["0.0.0.0/0"], "203.0.113.7", true],
  ] as const)("%j from %s: %s", (ranges, ip, allowed) => {
    expect(isAllowedFrom(ranges, ip)).toBe(allowed);
  });
});
