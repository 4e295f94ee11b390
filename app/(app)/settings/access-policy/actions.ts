"use server";

import { action } from "@/lib/action";
import { activateDraft } from "@/lib/policy/activate-draft";
import { beginDraft } from "@/lib/policy/begin-draft";
import { discardDraft } from "@/lib/policy/discard-draft";
import { moveRule } from "@/lib/policy/move-rule";
import { removeRule } from "@/lib/policy/remove-rule";
import { saveRule } from "@/lib/policy/save-rule";

const overview = () => "/settings/access-policy";

export const beginDraftAction = action(beginDraft, { to: () => "/settings/access-policy/draft" });
export const saveRuleAction = action(saveRule, {
  done: "It is in the draft. Nothing counts until it is activated.",
});
export const moveRuleAction = action(moveRule, { done: "The rule is moved." });
export const removeRuleAction = action(removeRule, { done: "The rule is out of the draft." });
export const discardDraftAction = action(discardDraft, { to: overview });
export const activateDraftAction = action(activateDraft, { to: overview });
