"use server";

import { action } from "@/lib/action";
import { endDelegation } from "@/lib/delegations/end-delegation";
import { makeDelegation } from "@/lib/delegations/make-delegation";

export const makeDelegationAction = action(makeDelegation, {
  done: ({ delegate, begins }) =>
    begins
      ? `${delegate} decides in your place from now on, and has been told.`
      : `${delegate} has been told, and decides in your place when it begins.`,
});
export const endDelegationAction = action(endDelegation, {
  done: ({ delegate, delegator }) => `${delegate} no longer decides in place of ${delegator}.`,
});
