import fc from "fast-check";
import { expect, it } from "vitest";
import { departureDue } from "@/lib/lifecycle/rules/due-times";
import { DEPARTURE_KINDS, isAtOnce, reasonOf } from "@/lib/lifecycle/rules/kinds";
import { contractEnd, lastDayOf, lastMomentOf } from "@/lib/lifecycle/rules/last-moment";
import { RISKS } from "@/lib/platforms/role-risk";

const now = new Date("2026-11-24T15:00:00Z");
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);

it("has no later hour for whom nobody waits for, and says neither illness nor death", () => {
  for (const kind of DEPARTURE_KINDS.filter(isAtOnce)) {
    expect(lastMomentOf({ name: "Ada", startsOn: null, kind }, now)).toEqual(now);
    expect(lastMomentOf({ name: "Ada", startsOn: null, kind, lastMoment: hours(80) }, now)).toEqual(now);
    expect(reasonOf(kind, { name: "Ada", number: 3 })).not.toMatch(/ill|die|dead|death/i);
  }
});

it("lets somebody never have started before their first day, and nobody else leave before it", () => {
  const asked = { name: "Ada", startsOn: new Date("2026-12-01") };
  expect(lastMomentOf({ ...asked, kind: "never_started" }, now)).toEqual(now);
  expect(lastMomentOf({ ...asked, kind: "died" }, now)).toMatch(/started on 1 December 2026/);
});

it("takes administrator roles first in whatever kind, and never after the rest", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...DEPARTURE_KINDS),
      fc.integer({ min: -2_000, max: 2_000 }),
      (kind, ahead) => {
        const due = departureDue(kind, hours(ahead), now);
        for (const risk of RISKS) {
          expect(due.administrator.getTime()).toBeLessThanOrEqual(due[risk].getTime());
          expect(due[risk].getTime()).toBeGreaterThan(now.getTime());
        }
        if (isAtOnce(kind)) expect(due.administrator.getTime()).toBeLessThanOrEqual(hours(4).getTime());
      },
    ),
  );
});

it("ends a contract with the end of its last day, however long ago", () => {
  const endsOn = new Date("2026-03-31");
  expect(contractEnd(endsOn)).toEqual(new Date("2026-04-01T00:00:00Z"));
  expect(lastDayOf(contractEnd(endsOn))).toEqual(endsOn);
  expect(lastDayOf(new Date("2026-03-31T17:00:00Z"))).toEqual(endsOn);
  const asked = { name: "Ada", startsOn: null, endsOn, kind: "contract_ends" as const };
  expect(lastMomentOf({ ...asked, lastMoment: contractEnd(endsOn) }, now)).toEqual(contractEnd(endsOn));
  expect(lastMomentOf({ ...asked, kind: "leaves", lastMoment: contractEnd(endsOn) }, now)).toMatch(/90 days/);
});
