import { z } from "zod";
import { command } from "@/lib/command";
import { wholeNumber } from "@/lib/input";
import { draftEntry, keepDraft, lockDraft, refuseStale, revision, ruleAt } from "@/lib/policy/draft";
import { MOST_RULES, refusalHasSentence, ruleFields, sayWhy } from "@/lib/policy/rules/rule";

/**
 * Writes a rule into the draft: over the one at a place, or after all others where no place is given. Nothing counts
 * until the draft is activated.
 */
export const saveRule = command({
  name: "policy.save-rule",
  permission: "access-policy.draft",
  input: z
    .strictObject({ ...revision, place: wholeNumber(1, MOST_RULES).optional(), ...ruleFields })
    .refine(refusalHasSentence, sayWhy),
  target: lockDraft,
  allow: () => true,
  async change({ tx, actor, input, target }) {
    const { revision: seen, place, ...typed } = input;
    refuseStale(target, seen);
    const before = place === undefined ? null : ruleAt(target, place);
    // The sentence is a refusal's alone.
    const { sentence, ...rest } = typed;
    const rule = typed.outcome === "refuse" && sentence !== undefined ? { ...rest, sentence } : rest;
    const rules = place === undefined ? [...target.rules, rule] : target.rules.with(place - 1, rule);
    await keepDraft(tx, rules, actor.personId);
    return { result: null, audit: [draftEntry(before, rule)] };
  },
});
