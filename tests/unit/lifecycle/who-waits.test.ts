import fc from "fast-check";
import { expect, it } from "vitest";
import { type WaitingEntry, whoHoldsUp } from "@/lib/lifecycle/rules/who-waits";
import { RISKS } from "@/lib/platforms/role-risk";
import { awaitsSecond } from "@/lib/register/rules/four-eyes";
import { TaskKind, TaskState } from "@/prisma/generated/enums";

const at = (hours: number) => new Date(Date.UTC(2026, 10, 24, hours));
const entry = (more: Partial<WaitingEntry>): WaitingEntry => ({
  kind: "revoke",
  state: "open",
  risk: "low",
  dueAt: at(18),
  waitsUntil: null,
  assignee: "Maria Costa",
  platform: { name: "Google Ads" },
  ...more,
});

it("says with whom how much is, the earliest first, and by when it is done", () => {
  const { waiting, doneBy } = whoHoldsUp([
    entry({ dueAt: at(20) }),
    entry({}),
    entry({ assignee: null, dueAt: at(12) }),
    entry({ state: "waiting_for_platform", waitsUntil: at(90) }),
    entry({ state: "attested", risk: "administrator" }),
    entry({ state: "verified" }),
    entry({ state: "cancelled", dueAt: at(500) }),
  ]);
  expect(waiting).toEqual([
    { who: { kind: "nobody", name: "" }, count: 1, until: at(12) },
    { who: { kind: "person", name: "Maria Costa" }, count: 2, until: at(18) },
    { who: { kind: "platform", name: "Google Ads" }, count: 1, until: at(90) },
    { who: { kind: "second", name: "" }, count: 1, until: null },
  ]);
  expect(doneBy).toEqual(at(90));
});

it("waits for nobody, and ends at no time, when nothing is undone", () => {
  expect(whoHoldsUp([entry({ state: "verified" })])).toEqual({ waiting: [], doneBy: null });
});

it("counts each undone entry once, and every one that a second person has to see", () => {
  const any = fc.record({
    kind: fc.constantFrom(...Object.values(TaskKind)),
    state: fc.constantFrom(...Object.values(TaskState)),
    risk: fc.constantFrom(...RISKS),
    dueAt: fc.integer({ min: 0, max: 99 }).map(at),
    waitsUntil: fc.option(fc.integer({ min: 0, max: 99 }).map(at)),
    assignee: fc.option(fc.constantFrom("Maria Costa", "Erik Lind")),
    platform: fc.option(fc.constantFrom({ name: "Meta" }, { name: "Google Ads" })),
  });
  fc.assert(
    fc.property(fc.array(any), (entries) => {
      const { waiting, doneBy } = whoHoldsUp(entries);
      const undone = entries.filter((each) => !["attested", "verified", "cancelled"].includes(each.state));
      const sum = (second: boolean) =>
        waiting
          .filter(({ who }) => (who.kind === "second") === second)
          .reduce((total, { count }) => total + count, 0);
      expect(sum(false)).toBe(undone.length);
      expect(sum(true)).toBe(entries.filter(awaitsSecond).length);
      for (const each of undone) expect(doneBy?.getTime()).toBeGreaterThanOrEqual(each.dueAt.getTime());
    }),
  );
});
