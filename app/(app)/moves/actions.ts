"use server";

import { action } from "@/lib/action";
import { addMembership } from "@/lib/clients/add-membership";
import { askForKits } from "@/lib/moves/ask-for-kits";
import { cancelMove } from "@/lib/moves/cancel-move";
import { decideLines } from "@/lib/moves/decide-lines";
import { proposeMove } from "@/lib/moves/propose-move";

export const proposeMoveAction = action(proposeMove, { to: ({ moveId }) => `/moves/${moveId}` });
export const decideLinesAction = action(decideLines, {
  done: ({ left }) =>
    left === 0
      ? "Decided. It happens by itself on the day."
      : `Decided. ${left} ${left === 1 ? "line has" : "lines have"} come since and ${left === 1 ? "waits" : "wait"}: look at the list.`,
});
export const cancelMoveAction = action(cancelMove, { done: "Cancelled. Everything stays as it is." });
export const askForKitsAction = action(askForKits, {
  done: ({ items, name }) =>
    `${items} ${items === 1 ? "account is" : "accounts are"} asked for. ${name} gets ${items === 1 ? "it" : "them"} when that is decided, from the first day on.`,
});
/** Puts a joiner on an engagement and stays on their page, where its kit is proposed. */
export const giveWorkAction = action(addMembership, { done: ({ name }) => `${name} has this work now.` });
