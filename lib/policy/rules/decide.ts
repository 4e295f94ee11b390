import { z } from "zod";
import { type PolicyFacts, policyFacts } from "@/lib/policy/facts";
import { type Condition, type Conditions, LAST_RULE, type PolicyRule } from "@/lib/policy/rules/rule";
import { PolicyOutcome } from "@/prisma/generated/enums";

/** From the easiest to the strictest. */
export const OUTCOMES = [
  "approve",
  "one_approver",
  "security_lead",
  "security_lead_and_client",
  "refuse",
] as const satisfies readonly PolicyOutcome[];

/** Why an item came out as it did, as it is kept with it. */
export const policyGrounds = z.strictObject({
  /** The place of the rule, from 1. */
  rule: z.int(),
  name: z.string(),
  /** What the rule itself says; the floor may have made it stricter. */
  says: z.enum(PolicyOutcome),
  sentence: z.string().nullable(),
  /** The conditions that the rule has: what of the facts led to it. */
  by: z.array(z.string()),
  facts: policyFacts,
});

export type PolicyGrounds = z.output<typeof policyGrounds>;

export type PolicyAnswer = { outcome: PolicyOutcome; grounds: PolicyGrounds };

/** What the policy says of one item: the first rule that fits, else the last one. Never less than the floor. */
export function decide(facts: PolicyFacts, rules: readonly PolicyRule[]): PolicyAnswer {
  const found = rules.findIndex((rule) => fits(rule.when, facts));
  const rule = rules[found] ?? LAST_RULE;
  const { name, outcome: says, when } = rule;
  return {
    outcome: stricter(says, floorOf(facts)),
    grounds: {
      rule: found < 0 ? rules.length + 1 : found + 1,
      name,
      says,
      sentence: "sentence" in rule ? (rule.sentence ?? null) : null,
      by: conditionsOf(when),
      facts,
    },
  };
}

/**
 * The least that is asked whatever a rule says: no rule approves by itself what is above the smallest role, bills,
 * takes personal data out, manages users or makes conflicting duties; more than the smallest is the security lead's;
 * and where the engagement has agreed that the client approves, the client is asked (docs/rules.md).
 */
export function floorOf({
  size,
  risk,
  duties,
  commitments,
}: Pick<PolicyFacts, "size" | "risk" | "duties" | "commitments">): PolicyOutcome {
  if (commitments.includes("client_approves")) return "security_lead_and_client";
  if (size === "above") return "security_lead";
  if (duties === "conflicting") return "one_approver";
  return risk === "low" || risk === "elevated" ? "approve" : "one_approver";
}

/** The stricter of two outcomes. */
export function stricter(a: PolicyOutcome, b: PolicyOutcome): PolicyOutcome {
  return OUTCOMES.indexOf(a) >= OUTCOMES.indexOf(b) ? a : b;
}

/** The conditions that a rule has. */
export const conditionsOf = (when: Conditions): Condition[] =>
  (Object.keys(tests) as Condition[]).filter((condition) => when[condition] !== undefined);

/** Each condition: what a rule does not name, it does not ask. */
const tests: Readonly<Record<Condition, (when: Conditions, facts: PolicyFacts) => boolean>> = {
  risk: ({ risk }, facts) => !risk || risk.includes(facts.risk),
  data: ({ data }, facts) => !data || facts.data.some((each) => data.includes(each)),
  size: ({ size }, facts) => !size || size === facts.size,
  clients: ({ clients }, facts) => !clients || clients.includes(facts.clientId),
  commitments: ({ commitments }, facts) =>
    !commitments || facts.commitments.some((each) => commitments.includes(each)),
  personKinds: ({ personKinds }, facts) => !personKinds || personKinds.includes(facts.personKind),
  mfa: ({ mfa }, facts) => !mfa || mfa.includes(facts.mfa),
  device: ({ device }, facts) => !device || device.includes(facts.device),
  longerThanDays: ({ longerThanDays: more }, facts) =>
    more === undefined || (!facts.justInTime && facts.days > more),
  upToDays: ({ upToDays: most }, facts) => most === undefined || facts.justInTime || facts.days <= most,
  duties: ({ duties }, facts) => !duties || duties === facts.duties,
  length: ({ length }, facts) => !length || (length === "just_in_time") === facts.justInTime,
};

const fits = (when: Conditions, facts: PolicyFacts): boolean =>
  Object.values(tests).every((test) => test(when, facts));
