import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canItemStep, itemSteps, requestState } from "@/lib/requests/rules/item-life";
import { RequestItemState } from "@/prisma/generated/enums";

const states = Object.values(RequestItemState);

it("leaves waiting once, and nothing else is ever left", () => {
  for (const from of states)
    for (const to of states) expect(canItemStep(from, to)).toBe(from === "waiting" && to !== "waiting");
  expect(Object.keys(itemSteps).toSorted()).toEqual(states.toSorted());
});

describe("requestState", () => {
  it("waits exactly while an item waits", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...states), { minLength: 1, maxLength: 8 }), (items) => {
        const state = requestState(items);
        expect(state === "waiting" || state === "partly_decided").toBe(items.includes("waiting"));
        const given = items.some((item) => item === "approved" || item === "lowered");
        if (!items.includes("waiting")) expect(state.endsWith("granted")).toBe(given);
      }),
    );
  });

  it("says what came of it", () => {
    expect(requestState(["waiting", "waiting"])).toBe("waiting");
    expect(requestState(["waiting", "rejected"])).toBe("partly_decided");
    expect(requestState(["approved", "lowered"])).toBe("granted");
    expect(requestState(["approved", "rejected"])).toBe("partly_granted");
    expect(requestState(["withdrawn", "rejected"])).toBe("rejected");
    expect(requestState(["withdrawn", "cancelled"])).toBe("withdrawn");
    expect(requestState(["cancelled"])).toBe("cancelled");
  });
});
