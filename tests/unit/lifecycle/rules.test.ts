import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { departureDue } from "@/lib/lifecycle/rules/due-times";
import { lastMomentOf } from "@/lib/lifecycle/rules/last-moment";
import { canCancel, canCertify, canHandOver, canStart } from "@/lib/lifecycle/rules/may";
import { byRisk, progressOf, standingOf } from "@/lib/lifecycle/rules/progress";
import { withoutSuccessor } from "@/lib/lifecycle/rules/successors";
import { RISKS } from "@/lib/platforms/role-risk";
import { needsSecondPerson } from "@/lib/register/rules/four-eyes";
import { TaskKind, TaskState } from "@/prisma/generated/enums";

const now = new Date("2026-11-24T15:00:00Z");
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);

describe("due times", () => {
  it("give one hour for administrator and billing roles and four for the rest, when terminated now", () => {
    const due = departureDue("terminated_now", now, now);
    expect([due.administrator, due.billing]).toEqual([hours(1), hours(1)]);
    expect([due.personal_data, due.elevated, due.low]).toEqual([hours(4), hours(4), hours(4)]);
  });

  it("are the last moment otherwise, and as for a termination when that has passed", () => {
    expect(new Set(Object.values(departureDue("leaves", hours(30), now)))).toEqual(new Set([hours(30)]));
    expect(departureDue("contract_ends", hours(-1), now)).toEqual(departureDue("terminated_now", now, now));
  });
});

describe("the last moment", () => {
  const asked = { name: "Tariq", startsOn: new Date("2026-09-01"), kind: "leaves" as const };
  it.each([
    [undefined, /Choose the last day/],
    [new Date("2026-08-31T17:00:00Z"), /started on 1 September 2026/],
    [new Date("2029-11-24T17:00:00Z"), /two years away/],
  ])("refuses %s in a sentence", (lastMoment, sentence) => {
    expect(lastMomentOf({ ...asked, lastMoment }, now)).toMatch(sentence);
  });

  it("is never later than now for a termination", () => {
    expect(lastMomentOf({ ...asked, kind: "terminated_now", lastMoment: hours(5) }, now)).toEqual(now);
    expect(lastMomentOf({ ...asked, kind: "terminated_now" }, now)).toEqual(now);
    expect(lastMomentOf({ ...asked, kind: "terminated_now", lastMoment: hours(-5) }, now)).toEqual(hours(-5));
  });
});

describe("who may", () => {
  it("is nobody for their own departure, and another for all of it", () => {
    const own = { personId: "tariq" };
    for (const answer of [
      canStart(own, "tariq"),
      canCancel(own, own),
      canCertify(own, own),
      canHandOver(own, own),
    ])
      expect(answer).toEqual(expect.stringMatching(/\.$/));
    const sara = { personId: "sara" };
    expect([
      canStart(sara, "tariq"),
      canCancel(sara, own),
      canCertify(sara, own),
      canHandOver(sara, own),
    ]).toEqual([true, true, true, true]);
  });
});

const entry = fc.record({
  kind: fc.constantFrom(...Object.values(TaskKind)),
  state: fc.constantFrom(...Object.values(TaskState)),
  risk: fc.constantFrom(...RISKS),
  dueAt: fc.integer({ min: -50, max: 50 }).map(hours),
  reaches: fc.nat({ max: 30 }),
  number: fc.integer({ min: 1, max: 9_999 }),
});

describe("progress", () => {
  it("counts every entry that is not cancelled once", () => {
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const { total, verified, attested, waiting, toDo, overdue, nextDueAt } = progressOf(entries, now);
        expect(verified + attested + waiting + toDo).toBe(total);
        expect(total).toBe(entries.filter((each) => each.state !== "cancelled").length);
        expect(overdue).toBeLessThanOrEqual(waiting + toDo);
        expect(nextDueAt === null).toBe(waiting + toDo === 0);
      }),
    );
  });

  it("is finished exactly when all have evidence, what matters is verified, and no path remains", () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 6 }), fc.nat({ max: 2 }), (entries, paths) => {
        const counted = entries.filter((each) => each.state !== "cancelled");
        const complete = counted.every((each) => each.state === "attested" || each.state === "verified");
        const proved = counted.every((each) => each.state === "verified" || !needsSecondPerson(each));
        expect(standingOf(progressOf(entries, now), paths)).toBe(
          !complete ? "under_way" : proved && paths === 0 ? "finished" : "attested_complete",
        );
      }),
    );
  });

  it("asks a second person for removals of administrator, billing and personal-data roles, and looks where they were, alone", () => {
    const asked = RISKS.filter((risk) => needsSecondPerson({ kind: "revoke", risk }));
    expect(asked).toEqual(["personal_data", "billing", "administrator"]);
    expect(RISKS.filter((risk) => needsSecondPerson({ kind: "look", risk }))).toEqual(asked);
    expect(needsSecondPerson({ kind: "hand_over_request", risk: "administrator" })).toBe(false);
  });

  it("puts the worst first, the same each time", () => {
    fc.assert(
      fc.property(fc.uniqueArray(entry, { selector: (each) => each.number }), (entries) => {
        const sorted = entries.toSorted(byRisk);
        expect(entries.toReversed().toSorted(byRisk)).toEqual(sorted);
        sorted.reduce<number>((before, each) => {
          expect(RISKS.indexOf(each.risk)).toBeLessThanOrEqual(before);
          return RISKS.indexOf(each.risk);
        }, RISKS.length);
      }),
    );
  });
});

describe("successors", () => {
  const person = fc.record({
    personId: fc.constantFrom("tariq", "erik", "ingrid"),
    active: fc.boolean(),
    leaving: fc.boolean(),
  });
  it("are missing exactly where nobody who stays administers, and the client does not", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ clientAdministers: fc.boolean(), administrators: fc.array(person) })),
        (assets) => {
          const missing = new Set(withoutSuccessor("tariq", assets));
          for (const asset of assets) {
            const theirs = asset.administrators.some((each) => each.personId === "tariq");
            const heirs = asset.administrators.filter((each) => each.personId !== "tariq");
            const covered = asset.clientAdministers || heirs.some((each) => each.active && !each.leaving);
            expect(missing.has(asset)).toBe(theirs && !covered);
          }
        },
      ),
    );
  });
});
