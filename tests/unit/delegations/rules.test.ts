import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { delegationTime, LONGEST_DELEGATION_DAYS } from "@/lib/delegations/rules/time";
import { canEndDelegation, canStandIn } from "@/lib/delegations/rules/who-may";

const DAY = 86_400_000;
const now = new Date("2026-11-27T15:30:00Z");
const today = new Date("2026-11-27T00:00:00Z");
const inDays = (days: number) => new Date(today.getTime() + days * DAY);

describe("the time of a delegation", () => {
  it("begins now or with a day, and ends with the last day", () => {
    const end = new Date("2026-12-05T00:00:00Z");
    expect(delegationTime(null, inDays(7), now)).toEqual({ ok: true, startsAt: now, endsAt: end });
    expect(delegationTime(today, inDays(7), now)).toEqual({ ok: true, startsAt: now, endsAt: end });
    expect(delegationTime(inDays(3), inDays(7), now)).toEqual({ ok: true, startsAt: inDays(3), endsAt: end });
    expect(delegationTime(null, today, now)).toMatchObject({ ok: true, endsAt: inDays(1) });
  });

  it.each([
    [inDays(-1), inDays(7), "from", /has passed/],
    [inDays(400), inDays(401), "from", /within a year/],
    [null, inDays(-1), "until", /has passed/],
    [inDays(5), inDays(4), "until", /before it begins/],
    [null, inDays(60), "until", /60 days at most/],
    [inDays(10), inDays(70), "until", /60 days at most/],
  ] as const)("refuses %s to %s at %s", (from, until, field, words) => {
    const time = delegationTime(from, until, now);
    expect(time).toMatchObject({ ok: false, field, sentence: expect.stringMatching(words) });
  });

  it("has an end after its beginning, never in the past, never too late", () => {
    fc.assert(
      fc.property(
        fc.option(fc.integer({ min: -5, max: 400 })),
        fc.integer({ min: -5, max: 500 }),
        (from, until) => {
          const time = delegationTime(from === null ? null : inDays(from), inDays(until), now);
          if (!time.ok) return;
          expect(time.startsAt >= now).toBe(true);
          expect(time.endsAt > time.startsAt).toBe(true);
          expect(time.endsAt.getTime() - time.startsAt.getTime()).toBeLessThanOrEqual(
            LONGEST_DELEGATION_DAYS * DAY,
          );
        },
      ),
    );
  });
});

describe("who can stand in", () => {
  const account = { roles: ["staff" as const], disabledAt: null, sealed: false, hasPasskey: true };
  const hannah = { name: "Hannah", endedAt: null, accessEndsAt: null, account };
  it.each([
    [{}, true],
    [{ endedAt: now }, /has left/],
    [{ accessEndsAt: inDays(30) }, /is leaving/],
    [{ account: null }, /cannot sign in/],
    [{ account: { ...account, disabledAt: now } }, /cannot sign in/],
    [{ account: { ...account, sealed: true } }, /cannot sign in/],
    [{ account: { ...account, roles: ["client_contact" as const] } }, /cannot sign in/],
    [{ account: { ...account, roles: ["staff" as const, "auditor" as const] } }, /is an auditor/],
    [{ account: { ...account, hasPasskey: false } }, /has no passkey/],
  ])("%j", (change, answer) => {
    const can = canStandIn({ ...hannah, ...change });
    if (answer === true) expect(can).toBe(true);
    else expect(can).toMatch(answer as RegExp);
  });
});

it("its two people and owners end it", () => {
  const delegation = { delegatorId: "ingrid", delegateId: "hannah" };
  const can = (personId: string | null, ...roles: ("owner" | "security_lead" | "staff")[]) =>
    canEndDelegation({ personId, roles }, delegation) === true;
  expect([can("ingrid", "security_lead"), can("hannah", "staff"), can("aoife", "owner")]).toEqual([
    true,
    true,
    true,
  ]);
  expect([can("omar", "staff"), can("second", "security_lead"), can(null)]).toEqual([false, false, false]);
});
