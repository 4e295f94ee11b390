import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEVICE_STATES } from "@/lib/people/device-rules";
import { RISKS } from "@/lib/platforms/role-risk";
import { COMMITMENTS, DATA, DUTY_FACTS, type PolicyFacts } from "@/lib/policy/facts";
import { decide, OUTCOMES, policyGrounds } from "@/lib/policy/rules/decide";
import { type Conditions, type PolicyRule, policyRule } from "@/lib/policy/rules/rule";
import { allFactsInWords, factsInWords, whenInWords } from "@/lib/policy/rules/words";
import { MfaState, PersonKind } from "@/prisma/generated/enums";

const clients = ["01937b4c-0000-7000-8000-000000000001", "01937b4c-0000-7000-8000-000000000002"];
const some = <Value>(values: readonly Value[]) =>
  fc.option(fc.subarray([...values], { minLength: 1 }), { nil: undefined });
const one = <Value>(values: readonly Value[]) => fc.option(fc.constantFrom(...values), { nil: undefined });

const facts: fc.Arbitrary<PolicyFacts> = fc.record({
  risk: fc.constantFrom(...RISKS),
  data: fc.subarray([...DATA]),
  size: fc.constantFrom("smallest" as const, "above" as const),
  clientId: fc.constantFrom(...clients),
  clientName: fc.constant("Kite Insurance"),
  commitments: fc.subarray([...COMMITMENTS]),
  personKind: fc.constantFrom(...Object.values(PersonKind)),
  mfa: fc.constantFrom(...Object.values(MfaState)),
  device: fc.constantFrom(...DEVICE_STATES),
  days: fc.integer({ min: 1, max: 20 }),
  justInTime: fc.boolean(),
  duties: fc.constantFrom(...DUTY_FACTS),
});

const conditions = fc.record({
  risk: some(RISKS),
  data: some(DATA),
  size: one(["smallest", "above"] as const),
  clients: some(clients),
  commitments: some(COMMITMENTS),
  personKinds: some(Object.values(PersonKind)),
  mfa: some(Object.values(MfaState)),
  device: some(DEVICE_STATES),
  longerThanDays: one([1, 5, 10]),
  upToDays: one([11, 15]),
  length: one(["just_in_time", "until_a_day"] as const),
  duties: one(DUTY_FACTS),
}) as fc.Arbitrary<Conditions>;

const rule: fc.Arbitrary<PolicyRule> = fc
  .record({ when: conditions, outcome: fc.constantFrom(...OUTCOMES), name: fc.constantFrom("a", "b", "c") })
  .filter(({ when }) => Object.values(when).some((each) => each !== undefined))
  .map((each) => (each.outcome === "refuse" ? { ...each, sentence: "No." } : each));

/* Written from the description alone, without the rule's code: every condition as a list of what it lets through. */
function naive(of: PolicyFacts, rules: readonly PolicyRule[]): { place: number; outcome: string } {
  const has: Record<string, readonly unknown[]> = {
    risk: [of.risk],
    data: of.data,
    size: [of.size],
    clients: [of.clientId],
    commitments: of.commitments,
    personKinds: [of.personKind],
    mfa: [of.mfa],
    device: [of.device],
    duties: [of.duties],
    length: [of.justInTime ? "just_in_time" : "until_a_day"],
    // The bounds that are met.
    longerThanDays: of.justInTime ? [] : [1, 5, 10].filter((bound) => bound < of.days),
    upToDays: [11, 15].filter((bound) => of.justInTime || bound >= of.days),
  };
  let place = 0;
  let outcome = "security_lead";
  for (place = 0; place < rules.length; place += 1) {
    const each = rules[place] as PolicyRule;
    const misses = Object.entries(each.when).filter(
      ([name, wanted]) =>
        wanted !== undefined && ![wanted].flat().some((value) => has[name]?.includes(value)),
    );
    if (misses.length > 0) continue;
    outcome = each.outcome;
    break;
  }
  const easy = outcome === "approve" || outcome === "one_approver";
  if (of.size === "above" && easy) outcome = "security_lead";
  if (outcome === "approve" && of.duties === "conflicting") outcome = "one_approver";
  if (outcome === "approve" && ["administrator", "billing", "personal_data"].includes(of.risk))
    outcome = "one_approver";
  if (of.commitments.includes("client_approves") && outcome !== "refuse")
    outcome = "security_lead_and_client";
  return { place: place + 1, outcome };
}

describe("decide", () => {
  it("says what the description says, rule for rule", () => {
    fc.assert(
      fc.property(facts, fc.array(rule, { maxLength: 8 }), (of, rules) => {
        const { outcome, grounds } = decide(of, rules);
        expect({ place: grounds.rule, outcome }).toEqual(naive(of, rules));
      }),
      { numRuns: 2_000 },
    );
  });

  it("never approves by itself what is more than the smallest, bills, manages users, takes personal data out or makes conflicting duties", () => {
    fc.assert(
      fc.property(facts, fc.array(rule, { maxLength: 8 }), (of, rules) => {
        const { outcome } = decide(of, rules);
        if (outcome !== "approve") return;
        expect(of.size).toBe("smallest");
        expect(["low", "elevated"]).toContain(of.risk);
        expect(of.duties).toBe("apart");
        expect(of.commitments).not.toContain("client_approves");
      }),
      { numRuns: 1_000 },
    );
  });

  it("keeps what it was decided by, and every condition and fact has words", () => {
    fc.assert(
      fc.property(facts, fc.array(rule, { minLength: 1, maxLength: 4 }), (of, rules) => {
        const { grounds } = decide(of, rules);
        expect(policyGrounds.parse(JSON.parse(JSON.stringify(grounds)))).toEqual(grounds);
        const words = [
          ...rules.flatMap(({ when }) => whenInWords(when, () => "Kite Insurance")),
          ...factsInWords(of, grounds.by),
          ...allFactsInWords(of),
        ];
        expect(words.filter((phrase) => !/^(the|it|their) .*[a-z0-9]$/iu.test(phrase))).toEqual([]);
        expect(words.filter((phrase) => /undefined|null/u.test(phrase))).toEqual([]);
      }),
    );
  });

  it("leaves to the security lead what no rule names", () => {
    fc.assert(
      fc.property(facts, (of) => {
        const outcome = of.commitments.includes("client_approves")
          ? "security_lead_and_client"
          : "security_lead";
        expect(decide(of, [])).toMatchObject({ outcome, grounds: { rule: 1, by: [] } });
      }),
    );
  });
});

describe("a rule", () => {
  const good = { name: "Small", when: { size: "smallest" }, outcome: "one_approver" };
  it.each([
    ["has a condition", { ...good, when: {} }],
    ["knows no other condition", { ...good, when: { moon: "full" } }],
    ["refuses with a sentence", { ...good, outcome: "refuse" }],
    ["has bounds that something fits", { ...good, when: { longerThanDays: 10, upToDays: 10 } }],
    ["has a name", { ...good, name: " " }],
    ["comes out as something", { ...good, outcome: "perhaps" }],
  ])("%s", (_, wrong) => {
    expect(policyRule.safeParse(good).success).toBe(true);
    expect(policyRule.safeParse(wrong).success).toBe(false);
  });
});
