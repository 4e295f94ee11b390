"use server";

import { action } from "@/lib/action";
import { addClientData } from "@/lib/clients/add-client-data";
import { endClientData } from "@/lib/clients/end-client-data";
import { cancelClosing } from "@/lib/closings/cancel-closing";
import { issueCertificate } from "@/lib/closings/issue-certificate";
import { startClosing } from "@/lib/closings/start-closing";

export const startClosingAction = action(startClosing, { to: ({ closingId }) => `/closings/${closingId}` });
export const cancelClosingAction = action(cancelClosing, {
  done: ({ kept }) => `Cancelled. ${kept} ${kept === 1 ? "key is" : "keys are"} wanted again.`,
});
export const issueCloseOutAction = action(issueCertificate, {
  to: ({ closingId }) => `/closings/${closingId}/certificate`,
});
export const addClientDataAction = action(addClientData, { done: ({ name }) => `${name} is on the list.` });
export const endClientDataAction = action(endClientData, {
  done: ({ name }) => `${name} is no longer held.`,
});
