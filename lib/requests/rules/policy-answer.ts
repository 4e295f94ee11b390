import { policyGrounds } from "@/lib/policy/rules/decide";
import { allFactsInWords, factsInWords, outcomeWords } from "@/lib/policy/rules/words";
import type { PolicyOutcome } from "@/prisma/generated/enums";

/** How the access policy came to its answer on an item, as people read it. */
export type PolicyAnswerInWords = {
  version: number;
  /** The place of the rule, from 1. */
  rule: number;
  name: string;
  /** What came out: "the security lead decides". */
  outcomeText: string;
  /** Why that is more than the rule itself says; null: it is what the rule says. */
  raised: string | null;
  /** The facts that the rule asks about; none for the last rule. */
  because: string[];
  /** All that a rule could have known when it was asked. */
  facts: string[];
};

/** The answer that was kept with an item; null where it was asked before there was an access policy. */
export function answerInWords(item: {
  policyVersion: number | null;
  policyOutcome: PolicyOutcome | null;
  policyGrounds: unknown;
}): PolicyAnswerInWords | null {
  const { policyVersion: version, policyOutcome: outcome } = item;
  if (version === null || outcome === null) return null;
  const { rule, name, says, by, facts } = policyGrounds.parse(item.policyGrounds);
  return {
    version,
    rule,
    name,
    outcomeText: outcomeWords[outcome],
    raised:
      says === outcome
        ? null
        : outcome === "security_lead_and_client"
          ? `The rule says: ${outcomeWords[says]}. The engagement has agreed that ${facts.clientName} approves, and that counts whatever a rule says.`
          : facts.size === "above"
            ? `The rule says: ${outcomeWords[says]}. More than the smallest role always goes to the security lead.`
            : `The rule says: ${outcomeWords[says]}. A role that bills, manages users or takes personal data out always goes to a person.`,
    because: factsInWords(facts, by),
    facts: allFactsInWords(facts),
  };
}
