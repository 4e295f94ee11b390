import { describe, expect, it } from "vitest";
import { shortPlatformName } from "@/lib/platforms/short-name";

describe("a platform's short name", () => {
  it.each([
    ["Google Ads", "Google Ads"],
    ["Meta Business Portfolio (Ads, Pages, Datasets, Instagram)", "Meta Business Portfolio"],
    ["X (Twitter) Ads", "X (Twitter) Ads"],
    ["(unnamed)", "(unnamed)"],
  ])("%s is %s", (name, short) => {
    expect(shortPlatformName(name)).toBe(short);
  });
});
