import { describe, expect, it } from "vitest";
import { whyNotSplit } from "@/lib/register/rules/split";
import { fillSteps, wordsTogether } from "@/lib/register/rules/steps";

describe("the steps of a visit, shown once", () => {
  const kite = { accountId: "521-449-2644", identity: "omar@studio.example", role: "Standard" };

  it("have the words that all tasks share, and name the rest as what each task says", () => {
    const northwind = { ...kite, accountId: "700-057-5753", role: "Admin" };
    const platform = { grantSteps: ["Open {accountId}.", "Enter {identity} as {role}."], removeSteps: [] };
    expect(fillSteps("grant", platform, wordsTogether([kite, northwind]))).toEqual([
      "Open (each task’s account id).",
      "Enter omar@studio.example as (each task’s role).",
    ]);
    expect(fillSteps("grant", platform, wordsTogether([kite]))).toEqual([
      "Open 521-449-2644.",
      "Enter omar@studio.example as Standard.",
    ]);
  });
});

describe("whyNotSplit", () => {
  const task = { kind: "revoke", state: "open", hasEvidence: false, grants: [1, 2] } as const;

  it("splits what gives or takes several roles and was not begun, and nothing else", () => {
    expect(whyNotSplit(task)).toBeNull();
    expect(whyNotSplit({ ...task, kind: "grant" })).toBeNull();
    expect(whyNotSplit({ ...task, kind: "change" })).toMatch(/gives or takes/);
    expect(whyNotSplit({ ...task, grants: [1] })).toMatch(/nothing to split/);
    expect(whyNotSplit({ ...task, state: "waiting_for_platform" })).toMatch(/begun/);
    expect(whyNotSplit({ ...task, hasEvidence: true })).toMatch(/begun/);
  });
});
