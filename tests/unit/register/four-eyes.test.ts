import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RISKS } from "@/lib/platforms/role-risk";
import { awaitsSecond, isFinished, needsSecondPerson } from "@/lib/register/rules/four-eyes";
import { TaskKind, TaskState } from "@/prisma/generated/enums";

const tasks = fc.record({
  kind: fc.constantFrom(...Object.values(TaskKind)),
  risk: fc.constantFrom(...RISKS),
  state: fc.constantFrom(...Object.values(TaskState)),
});

describe("four eyes", () => {
  it("are needed by whatever gives, changes or takes an administrator, billing or personal-data role", () => {
    const asked = (kind: TaskKind) => RISKS.filter((risk) => needsSecondPerson({ kind, risk }));
    for (const kind of ["grant", "change", "revoke"] as const)
      expect(asked(kind)).toEqual(["personal_data", "billing", "administrator"]);
    expect(asked("hand_over_request")).toEqual([]);
  });

  it("keep what one person did from being finished, and nothing else", () => {
    fc.assert(
      fc.property(tasks, (task) => {
        if (task.state === "verified") expect(isFinished(task)).toBe(true);
        if (task.state !== "verified" && task.state !== "attested") expect(isFinished(task)).toBe(false);
        if (task.state === "attested") expect(isFinished(task)).toBe(!awaitsSecond(task));
        expect(awaitsSecond(task) && isFinished(task)).toBe(false);
      }),
    );
  });
});
