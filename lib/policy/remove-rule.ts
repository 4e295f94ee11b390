import { z } from "zod";
import { command } from "@/lib/command";
import { wholeNumber } from "@/lib/input";
import { draftEntry, keepDraft, lockDraft, refuseStale, revision, ruleAt } from "@/lib/policy/draft";
import { MOST_RULES } from "@/lib/policy/rules/rule";

/** Takes a rule out of the draft. Versions that have it keep it. */
export const removeRule = command({
  name: "policy.remove-rule",
  permission: "access-policy.draft",
  input: z.strictObject({ ...revision, place: wholeNumber(1, MOST_RULES) }),
  target: lockDraft,
  allow: () => true,
  async change({ tx, actor, input, target }) {
    refuseStale(target, input.revision);
    const rule = ruleAt(target, input.place);
    await keepDraft(tx, target.rules.toSpliced(input.place - 1, 1), actor.personId);
    return { result: null, audit: [draftEntry(rule, null)] };
  },
});
