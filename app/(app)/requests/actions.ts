"use server";

import { action } from "@/lib/action";
import { askExtension } from "@/lib/requests/ask-extension";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { decideItems } from "@/lib/requests/decide-items";
import { discardDraft } from "@/lib/requests/discard-draft";
import { remindClient } from "@/lib/requests/remind-client";
import { decidedInWords, listed } from "@/lib/requests/rules/words";
import { withdrawRequest } from "@/lib/requests/withdraw-request";

export const askForAccessAction = action(askForAccess, {
  to: ({ id, leftOut }) => `/requests/${id}${leftOut.length > 0 ? `?left=${leftOut.length}` : ""}`,
});
export const askExtensionAction = action(askExtension, {
  done: ({ number }) => `R-${number} asks for it. It stays as it is until somebody decides.`,
});
export const decideItemsAction = action(decideItems, { done: decidedInWords });
export const remindClientAction = action(remindClient, {
  done: ({ told }) => `${listed(told)} ${told.length === 1 ? "is" : "are"} told again.`,
});
export const withdrawRequestAction = action(withdrawRequest, {
  done: ({ number }) => `R-${number} is withdrawn.`,
});
export const discardDraftAction = action(discardDraft, { done: "The draft is thrown away." });
