import fc from "fast-check";
import { expect, it } from "vitest";
import { canStep, endingStep, isExpiredNotRemoved, proofAge } from "@/lib/register/rules/grant-life";
import {
  attestedStep,
  canTaskStep,
  outcomesOf,
  reopenedStep,
  taskSteps,
} from "@/lib/register/rules/task-life";
import { progressStep } from "@/lib/register/rules/task-progress";
import { canAttest, canVerify, type TaskPeople } from "@/lib/register/rules/who-may";
import type { GrantEffect, GrantState } from "@/prisma/generated/enums";

type Step = {
  do: "attest" | "reopen" | "end" | "keep" | "progress";
  effect: GrantEffect;
  pick: number;
  held: boolean;
};

const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom("attest", "reopen", "end", "keep", "progress"),
  effect: fc.constantFrom("add", "remove"),
  pick: fc.nat(2),
  held: fc.boolean(),
});

it("no sequence of commands leads a grant along a step that its life does not know", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.boolean(), (steps, begun) => {
      let state: GrantState = "to_grant";
      for (const each of steps) {
        const to = next(each, state, begun);
        if (to === null || to === "moved_on" || to === state) continue;
        expect(canStep(state, to), `${state} → ${to} by ${each.do}`).toBe(true);
        state = to;
      }
    }),
    { numRuns: 2_000 },
  );
});

function next(each: Step, state: GrantState, begun: boolean): GrantState | null | "moved_on" {
  if (each.do === "attest")
    return attestedStep(each.effect, state, outcomesOf("change")[each.pick] ?? "done", each.held);
  if (each.do === "reopen") return reopenedStep(each.effect, state);
  if (each.do === "end") return endingStep(state, begun);
  if (each.do === "keep") return state === "removal_due" ? "active" : null;
  const progress = (["invited", "waiting_for_platform", "asked"] as const)[each.pick] ?? "asked";
  return progressStep(progress, each.effect, state);
}

it("a grant that is over stays over, but for a reopened task", () => {
  for (const state of ["removed", "not_granted"] as const) {
    expect(endingStep(state, true)).toBeNull();
    expect(attestedStep("remove", state, "done", false)).toBeNull();
    expect(attestedStep("add", state, "done", true)).toBeNull();
  }
});

it("a pending invitation is taken back like the rest; what was never begun is not", () => {
  expect(endingStep("invited", false)).toBe("removal_due");
  expect(endingStep("to_grant", false)).toBe("not_granted");
  expect(endingStep("to_grant", true)).toBe("removal_due");
});

it("a verified task has been attested, a cancelled one stays cancelled", () => {
  const before = Object.entries(taskSteps).filter(([, to]) => to.includes("verified"));
  expect(before.map(([from]) => from)).toEqual(["attested"]);
  expect(canTaskStep("cancelled", "open")).toBe(false);
});

const id = fc.constantFrom("p1", "p2", "p3", null);
const task: fc.Arbitrary<TaskPeople> = fc.record({
  state: fc.constant("open" as const),
  personId: id,
  behindIds: fc.subarray(["p1", "p2", "p3"]),
  assigneeId: id,
  custodianId: id,
  attestedById: id,
});
const asker = fc.record({
  kind: fc.constant("person" as const),
  personId: fc.constantFrom("p1", "p2", "p3"),
  roles: fc.subarray(["owner", "security_lead", "staff", "hr"] as const),
  system: fc.constant(null),
});

it("nobody, whatever their roles, does or confirms what is about them, nor confirms their own work", () => {
  fc.assert(
    fc.property(task, asker, (of, actor) => {
      const about = of.personId === actor.personId || of.behindIds.includes(actor.personId);
      if (about) expect([canAttest(actor, of), canVerify(actor, of)].includes(true)).toBe(false);
      if (of.attestedById === actor.personId) expect(canVerify(actor, of)).not.toBe(true);
      if (canAttest(actor, of) === true)
        expect(
          actor.roles.some((role) => role === "owner" || role === "security_lead") ||
            [of.assigneeId, of.custodianId].includes(actor.personId),
        ).toBe(true);
    }),
  );
});

it("expired is not removed, and a proof ages", () => {
  const now = new Date("2026-11-24T12:00:00Z");
  const ended = new Date("2026-11-23T12:00:00Z");
  expect(isExpiredNotRemoved({ state: "removal_due", endsAt: ended }, now)).toBe(true);
  expect(isExpiredNotRemoved({ state: "removed", endsAt: ended }, now)).toBe(false);
  expect(isExpiredNotRemoved({ state: "active", endsAt: null }, now)).toBe(false);
  expect(proofAge({ proof: "verified", provedAt: ended }, now)).toBe("fresh");
  expect(proofAge({ proof: "attested", provedAt: new Date("2026-08-01") }, now)).toBe("old");
  expect(proofAge({ proof: null, provedAt: null }, now)).toBe("none");
});
