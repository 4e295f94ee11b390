import { z } from "zod";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { wholeNumber } from "@/lib/input";
import { keepDraft, lockDraft, refuseStale, revision, ruleAt } from "@/lib/policy/draft";
import { MOST_RULES } from "@/lib/policy/rules/rule";

/** Moves a rule of the draft one place up or down: the first that fits counts, so its place is part of what it says. */
export const moveRule = command({
  name: "policy.move-rule",
  permission: "access-policy.draft",
  input: z.strictObject({ ...revision, place: wholeNumber(1, MOST_RULES), way: z.enum(["up", "down"]) }),
  target: lockDraft,
  allow: () => true,
  async change({ tx, actor, input, target }) {
    refuseStale(target, input.revision);
    const rule = ruleAt(target, input.place);
    const to = input.place + (input.way === "up" ? -1 : 1);
    const other = target.rules[to - 1];
    if (!other) throw conflict(`This rule is the ${input.way === "up" ? "first" : "last"} already.`);
    await keepDraft(tx, target.rules.with(input.place - 1, other).with(to - 1, rule), actor.personId);
    const about = { objectType: "access policy", objectId: null, objectName: `Draft: ${rule.name}` };
    return { result: null, audit: [{ ...about, before: { place: input.place }, after: { place: to } }] };
  },
});
