import { describe, expect, it } from "vitest";
import { checkDecision, decisionNow, decisionsOf, defaultOf } from "@/lib/moves/rules/decisions";
import { canDecide, canKeep, canPropose, canSee } from "@/lib/moves/rules/may";
import { MoveDecision, MoveVerdict, type Role } from "@/prisma/generated/enums";

const day = (text: string) => new Date(`${text}T00:00:00.000Z`);
const dates = { effectiveOn: day("2026-12-01"), now: day("2026-11-20") };
const given = (decision: MoveDecision, reason: string | null = null, keepUntil: Date | null = null) => ({
  decision,
  reason,
  keepUntil,
});

describe("what can be decided of a line", () => {
  it("takes the default without a word, and everything else with a reason", () => {
    for (const verdict of Object.values(MoveVerdict))
      for (const decision of Object.values(MoveDecision)) {
        const known = decisionsOf[verdict].includes(decision);
        const answer = checkDecision(verdict, given(decision), dates);
        const because = checkDecision(verdict, given(decision, "Because", day("2026-12-31")), dates);
        expect(answer === true).toBe(known && decision === defaultOf(verdict));
        expect(because === true).toBe(known);
      }
  });

  it("keeps what no kit asks for with an end, from the move's day to ninety days after it", () => {
    const until = (end: Date | null) => checkDecision("take_away", given("keep", "Handover", end), dates);
    expect(until(null)).toMatchObject({ field: "keepUntil" });
    expect(until(day("2026-12-01"))).toBe(true);
    expect(until(day("2027-03-01"))).toBe(true);
    expect(until(day("2027-03-02"))).toMatchObject({ sentence: expect.stringMatching(/90 days/) });
    expect(until(day("2026-11-29"))).toMatchObject({ sentence: expect.stringMatching(/before the move/) });
  });

  it("asks anew when the rule says something else by now, except of what was kept with a reason or goes anyway", () => {
    const now = (verdict: MoveVerdict, decision: MoveDecision | null, next: MoveVerdict) =>
      decisionNow({ verdict, decision }, next);
    expect(now("keep", "keep", "keep")).toBe("keep");
    expect(now("keep", "keep", "take_away")).toBeNull();
    expect(now("lower", "lower", "take_away")).toBeNull();
    expect(now("lower", "lower", "keep")).toBeNull();
    expect(now("take_away", "keep", "lower")).toBe("keep");
    expect(now("take_away", "take_away", "keep")).toBe("take_away");
    expect(now("take_away", null, "keep")).toBeNull();
  });
});

describe("who has to do with a move", () => {
  const move = { personId: "tariq", managerIds: ["erik", null] };
  const actor = (personId: string, ...roles: Role[]) => ({
    kind: "person" as const,
    personId,
    roles,
    sealed: false,
  });

  it("nobody proposes, decides or keeps their own, whatever they are", () => {
    const self = actor("tariq", "owner", "security_lead", "hr");
    expect(canPropose(self, "tariq")).not.toBe(true);
    expect(canDecide(self, { personId: "tariq", managerIds: ["tariq"] })).not.toBe(true);
    expect(canKeep(self, move)).not.toBe(true);
    expect(canSee(self, move)).toBe(true);
  });

  it("the manager, HR and those who lead decide; HR keeps nothing that no kit asks for", () => {
    const answers = (who: ReturnType<typeof actor>) => [
      canSee(who, move),
      canDecide(who, move) === true,
      canKeep(who, move) === true,
    ];
    expect(answers(actor("erik", "staff"))).toEqual([true, true, true]);
    expect(answers(actor("omar", "staff"))).toEqual([false, false, false]);
    expect(answers(actor("hannah", "account_manager"))).toEqual([false, false, false]);
    expect(answers(actor("sara", "hr"))).toEqual([true, true, false]);
    expect(answers(actor("ingrid", "security_lead"))).toEqual([true, true, true]);
    expect(answers(actor("aoife", "owner"))).toEqual([true, true, true]);
    expect(answers(actor("julia", "auditor"))).toEqual([true, false, false]);
    expect(answers({ ...actor("aoife", "owner"), sealed: true })).toEqual([true, false, false]);
  });
});
