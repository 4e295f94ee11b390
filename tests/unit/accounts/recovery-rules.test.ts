import { describe, expect, test } from "vitest";
import { phraseMatches, phraseOf } from "@/lib/accounts/phrase";
import { phraseWords } from "@/lib/accounts/phrase-words";
import {
  addressHasSettled,
  canAssist,
  canCancel,
  canClaim,
  canSupport,
  canUseMailLink,
  claimState,
} from "@/lib/accounts/recovery-rules";

const now = new Date("2026-11-26T12:00:00Z");
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);

const asked = {
  personId: "person",
  personName: "Omar Rahman",
  firstById: null as string | null,
  firstAt: null as Date | null,
  firstCanHelp: false,
  secondAt: null as Date | null,
  opensAt: null as Date | null,
  expiresAt: hours(70),
  cancelledAt: null as Date | null,
  claimedAt: null as Date | null,
  disabledAt: null as Date | null,
  endedAt: null as Date | null,
  accessEndsAt: null as Date | null,
  overtaken: false,
};
const supported = { ...asked, firstById: "aoife", firstAt: hours(-1), firstCanHelp: true };
const cooling = { ...supported, secondAt: hours(-1), opensAt: hours(23) };
const open = { ...cooling, opensAt: hours(-1) };
const ingrid = { personId: "ingrid", isBreakGlass: false };

describe("who confirms a recovery", () => {
  test.each([
    ["the first one", asked, ingrid],
    ["a second, different one", supported, ingrid],
  ])("%s may", (_, of, who) => expect(canSupport(of, who, now)).toBe(true));

  test.each([
    ["the one who asks", asked, { personId: "person", isBreakGlass: false }, /themselves/],
    ["the first one again", supported, { personId: "aoife", isBreakGlass: false }, /Another administrator/],
    ["an emergency account", supported, { personId: "glass", isBreakGlass: true }, /break-glass/],
    [
      "a second one, when the first is no administrator any more",
      { ...supported, firstCanHelp: false },
      ingrid,
      /no administrator/,
    ],
    ["a third one", cooling, ingrid, /already/],
    ["anybody, when it has run out", { ...asked, expiresAt: now }, ingrid, /run out/],
    ["anybody, when it is closed", { ...asked, cancelledAt: now }, ingrid, /closed/],
    ["anybody, for a disabled account", { ...asked, disabledAt: now }, ingrid, /disabled/],
    ["anybody, for somebody who has left", { ...supported, accessEndsAt: now }, ingrid, /last working day/],
  ])("%s may not", (_, of, who, sentence) => expect(canSupport(of, who, now)).toMatch(sentence));

  test("the operator, where there is no second administrator, and for both where there is none", () => {
    expect(canAssist(supported, [{ personId: "aoife" }], now)).toBe(true);
    expect(canAssist(asked, [], now)).toBe(true);
    expect(canAssist(asked, [{ personId: "aoife" }], now)).toMatch(/There is an administrator/);
    expect(canAssist(supported, [{ personId: "aoife" }, { personId: "ingrid" }], now)).toMatch(/There is an/);
    expect(canAssist(cooling, [], now)).toMatch(/already/);
    expect(canAssist({ ...asked, endedAt: now }, [], now)).toMatch(/last working day/);
  });
});

describe("a claim", () => {
  test("without a case waits like one that nobody has confirmed, has closed or has let run out", () => {
    for (const of of [null, asked, { ...asked, cancelledAt: now }, { ...asked, expiresAt: now }]) {
      expect(claimState(of, now)).toBe("waits");
      expect(canClaim(of, now)).toMatch(/not both confirmed/);
    }
  });

  test.each([
    ["waits", supported],
    ["cooling", cooling],
    ["open", open],
    ["closed", { ...cooling, cancelledAt: now }],
    ["used", { ...open, claimedAt: now }],
    ["ran_out", { ...open, expiresAt: now }],
  ])("is %s", (state, of) => {
    expect(claimState(of, now)).toBe(state);
    expect(canClaim(of, now) === true).toBe(state === "open");
  });

  test.each([
    ["disabled", { ...open, disabledAt: now }],
    ["gone", { ...open, endedAt: now }],
    ["leaving", { ...open, accessEndsAt: now }],
    ["provided with other factors since", { ...open, overtaken: true }],
  ])("opens nothing for somebody who is %s", (_, of) => expect(canClaim(of, now)).not.toBe(true));

  test("is stopped by the mail's link until it is used", () => {
    expect(canCancel(cooling, now)).toBe(true);
    expect(canCancel(open, now)).toBe(true);
    expect(canCancel({ ...open, claimedAt: now }, now)).toMatch(/too late/);
    expect(canCancel(supported, now)).toMatch(/not one of ours/);
    expect(canCancel(null, now)).toMatch(/not one of ours/);
    expect(canCancel({ ...cooling, cancelledAt: now }, now)).toMatch(/stopped already/);
  });
});

describe("a mailed link", () => {
  const link = {
    expiresAt: hours(0.4),
    consumedAt: null,
    withdrawnAt: null,
    overtaken: false,
    sameAddress: true,
    disabledAt: null,
    endedAt: null,
    accessEndsAt: null,
  };
  test("counts as it was made", () => expect(canUseMailLink(link, now)).toBe(true));
  test.each([
    ["used", { consumedAt: now }],
    ["withdrawn", { withdrawnAt: now }],
    ["older than half an hour", { expiresAt: now }],
    ["older than a change of the factors", { overtaken: true }],
    ["older than a change of the address", { sameAddress: false }],
    ["of a disabled account", { disabledAt: now }],
    ["of somebody who has left", { accessEndsAt: now }],
  ])("does not count when it is %s", (_, change) =>
    expect(canUseMailLink({ ...link, ...change }, now)).not.toBe(true),
  );
  test("goes to no address that is newer than three days", () => {
    expect(addressHasSettled(null, now)).toBe(true);
    expect(addressHasSettled(hours(-71), now)).toBe(false);
    expect(addressHasSettled(hours(-72), now)).toBe(true);
  });
});

describe("the words", () => {
  test("are 256 different ones", () => expect(new Set(phraseWords).size).toBe(256));
  test("are the same for the same claim, four of them, and understood however they are typed", () => {
    const phrase = phraseOf("claim");
    expect(phraseOf("claim")).toBe(phrase);
    expect(phrase).toMatch(/^([a-z]+ ){3}[a-z]+$/);
    expect(phraseOf("another")).not.toBe(phrase);
    expect(phraseMatches(` ${phrase.toUpperCase().replaceAll(" ", ",  ")} `, phrase)).toBe(true);
    expect(phraseMatches(phrase.split(" ").reverse().join(" "), phrase)).toBe(false);
    expect(phraseMatches("", phrase)).toBe(false);
  });
});
