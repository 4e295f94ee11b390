import { describe, expect, it } from "vitest";
import { personStatus, whyNotEnded, whyNotYet } from "@/lib/people/rules";

const now = new Date("2026-11-24T10:00:00Z");
const plain = { startsOn: null, endsOn: null, accessEndsAt: null, awaySince: null, endedAt: null };

describe("where somebody stands", () => {
  it.each([
    [{}, "here"],
    [{ startsOn: new Date("2026-12-01") }, "joining"],
    [{ endsOn: new Date("2026-12-01") }, "leaving"],
    [{ accessEndsAt: now }, "leaving"],
    [{ accessEndsAt: now, awaySince: now }, "away"],
    [{ endedAt: now, endsOn: new Date("2026-11-01") }, "left"],
  ])("%j is %s", (dates, status) => expect(personStatus({ ...plain, ...dates }, now)).toBe(status));
});

describe("what keeps somebody from being ended", () => {
  const nothing = { keys: 0, robots: 0, sharedLogins: 0, custodies: 0, tasks: 0, plans: 0, requests: 0 };

  it("is nothing when nothing is left", () => expect(whyNotEnded("Omar", nothing)).toBeNull());

  it("is said in one sentence", () => {
    expect(whyNotEnded("Omar", { ...nothing, keys: 2, robots: 1, custodies: 3, requests: 1 })).toBe(
      "Omar still holds 2 keys, owns 1 robot, is custodian of 3 accounts and waits for 1 key. Start a departure, which takes all of it back; then this ends by itself.",
    );
  });
});

describe("why somebody gets no access yet", () => {
  const startsOn = new Date(now.getTime() + 86_400_000);
  it.each([
    [{ startsOn, invited: false }, /their first day is/],
    [{ startsOn: now, invited: true }, /invitation/],
    [{ startsOn, invited: true }, /first day/],
    [{ startsOn: null, invited: false }, null],
    [{ startsOn: now, invited: false }, null],
  ])("%j", (of, why) => {
    const answer = whyNotYet(of, now);
    if (why) expect(answer).toMatch(why);
    else expect(answer).toBeNull();
  });
});
