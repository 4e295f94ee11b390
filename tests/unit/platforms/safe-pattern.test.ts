import { describe, expect, it } from "vitest";
import { parseAccountId } from "@/lib/platforms/account-id";
import { idRulesOf } from "@/lib/platforms/asset-type-rules";
import { whyUnsafe } from "@/lib/platforms/safe-pattern";

describe("a pattern for account ids", () => {
  it.each([
    "^\\d{10}$",
    "^act_\\d{1,20}$",
    "^.{1,200}$",
    "^[A-Z]{2}\\d{3}-[0-9a-f]{8}(-[0-9a-f]{4}){3}$",
    "^(?:[a-z]{1,10}\\.)+[a-z]{2,9}$",
    "^(team|agency)/[\\w-]+$",
    "^https?://[^/]+/.*$",
    "^\\p{L}+$",
  ])("%s can be used", (pattern) => {
    expect(whyUnsafe(pattern)).toBeNull();
  });

  it.each([
    ["a repetition inside a repetition", "^(a+)+$"],
    ["the same, in other words", "^(\\w|_)*$"],
    ["bounded ones inside bounded ones", "(.{1,40}){1,40}x"],
    ["one that follows another", "^\\d*\\d*\\d*$"],
    ["many that follow each other", ".*.*.*.*.*.*x"],
    ["many that may be left out", `^${"a?".repeat(90)}$`],
    ["one that begins anywhere", "\\s+$"],
  ])("%s is refused with what to do", (_, pattern) => {
    expect(whyUnsafe(pattern)).toMatch(/could take very long on some texts\. Begin it with \^/);
  });

  it.each(["(", "[a-", "a{2,1}", "(?<x>a)\\k<y>"])("%s is no regular expression", (pattern) => {
    expect(whyUnsafe(pattern)).toMatch(/not a regular expression/);
  });

  it("runs on no text that is longer than an id can be", () => {
    const rules = idRulesOf({
      platformId: "own_portal",
      type: "portal",
      label: "Portal",
      idPattern: "^\\d+$",
      idExample: "1234",
    });
    expect(parseAccountId(rules, "1".repeat(500))).toMatchObject({ ok: true });
    expect(parseAccountId(rules, "1".repeat(501))).toEqual({
      ok: false,
      reason: "This is too long for an account id. Portal is written like 1234.",
    });
  });
});
