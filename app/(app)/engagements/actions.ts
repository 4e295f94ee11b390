"use server";

import { action } from "@/lib/action";
import { addMembership } from "@/lib/clients/add-membership";
import { copyKit } from "@/lib/clients/copy-kit";
import { editEngagement } from "@/lib/clients/edit-engagement";
import { endEngagement } from "@/lib/clients/end-engagement";
import { endMembership } from "@/lib/clients/end-membership";
import { setKit } from "@/lib/clients/set-kit";
import { askForKit } from "@/lib/requests/ask-for-kit";
import { kitAskedInWords, kitCopiedInWords } from "@/lib/requests/rules/words";

export const editEngagementAction = action(editEngagement, { to: ({ id }) => `/engagements/${id}` });
export const endEngagementAction = action(endEngagement, { done: ({ name }) => `${name} has ended.` });
export const addMembershipAction = action(addMembership, {
  to: ({ id, engagementId, hasKit }) => (hasKit ? `/engagements/${engagementId}/ask/${id}` : null),
  done: ({ name }) => `${name} is on it.`,
});
export const endMembershipAction = action(endMembership, { done: ({ name }) => `${name} is off it.` });
export const setKitAction = action(setKit, { to: ({ id }) => `/engagements/${id}#kits` });
export const copyKitAction = action(copyKit, { done: kitCopiedInWords });
export const askForKitAction = action(askForKit, { done: kitAskedInWords });
