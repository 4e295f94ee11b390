import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  canAskFor,
  canDecide,
  canWithdraw,
  type Decider,
  needsOf,
  seesAll,
} from "@/lib/requests/rules/who-may";
import type { Role } from "@/prisma/generated/enums";

const roles: Role[] = ["owner", "security_lead", "account_manager", "hr", "staff", "auditor"];
const actor = (personId: string, ...has: Role[]): Decider => ({
  kind: "person",
  personId,
  roles: has,
  inPlaceOf: [],
  sealed: false,
});
const item = {
  requesterId: "omar",
  personId: "tariq",
  state: "waiting" as const,
  aboveSmallest: false,
  needs: "one_approver" as const,
};

describe("canDecide", () => {
  it("refuses who asked and who would hold it first, whatever their roles are", () => {
    fc.assert(
      fc.property(fc.subarray(roles), fc.boolean(), fc.constantFrom("omar", "tariq"), (has, above, who) => {
        const answer = canDecide(actor(who, ...has), { ...item, aboveSmallest: above });
        expect(answer).toMatch(who === "omar" ? /asked for this yourself/ : /would hold this/);
      }),
    );
  });

  it("lets nobody but the security lead and owners decide", () => {
    fc.assert(
      fc.property(fc.subarray(roles), (has) => {
        const may = has.includes("owner") || has.includes("security_lead");
        expect(canDecide(actor("ingrid", ...has), item) === true).toBe(may);
      }),
    );
  });

  it("leaves more than the smallest to the security lead", () => {
    const above = { ...item, aboveSmallest: true };
    expect(canDecide(actor("ingrid", "security_lead"), above)).toBe(true);
    expect(canDecide(actor("aoife", "owner"), above)).toMatch(/always goes to the security lead/);
    expect(canDecide(actor("aoife", "owner", "security_lead"), above)).toBe(true);
  });
});

describe("what the access policy gives to the security lead", () => {
  it.each(["security_lead", "security_lead_and_client"] as const)("%s is theirs alone", (needs) => {
    expect(canDecide(actor("ingrid", "security_lead"), { ...item, needs })).toBe(true);
    expect(canDecide(actor("aoife", "owner"), { ...item, needs })).toMatch(/gives this to the security lead/);
  });

  it("is, for what was asked before there was a policy, what it was then", () => {
    expect(needsOf({ policyOutcome: null, aboveSmallest: false })).toBe("one_approver");
    expect(needsOf({ policyOutcome: null, aboveSmallest: true })).toBe("security_lead");
    expect(needsOf({ policyOutcome: "security_lead_and_client", aboveSmallest: false })).toBe(
      "security_lead_and_client",
    );
  });
});

describe("canWithdraw", () => {
  it("is for who asked, while it waits", () => {
    expect(canWithdraw(actor("omar"), item)).toBe(true);
    expect(canWithdraw(actor("tariq"), item)).toMatch(/Only who asked/);
    expect(canWithdraw(actor("ingrid", "owner", "security_lead"), item)).toMatch(/Only who asked/);
    expect(canWithdraw(actor("omar"), { ...item, state: "approved" })).toMatch(/decided already/);
  });
});

it("lets staff ask for themselves, and account managers for teammates", () => {
  expect(canAskFor(actor("omar", "staff"), ["omar"])).toBe(true);
  expect(canAskFor(actor("omar", "staff"), ["omar", "tariq"])).toMatch(/ask an account manager/);
  expect(canAskFor(actor("hannah", "account_manager"), ["omar", "tariq"])).toBe(true);
  expect(canAskFor(actor("julia", "auditor"), ["omar"])).not.toBe(true);
});

it("shows every request to the owner, the security lead and the auditor only", () => {
  expect(roles.filter((role) => seesAll(actor("x", role)))).toEqual(["owner", "security_lead", "auditor"]);
});
