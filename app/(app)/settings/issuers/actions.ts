"use server";

import { addProvider } from "@/lib/accounts/add-provider";
import { editProvider } from "@/lib/accounts/edit-provider";
import { endProvider } from "@/lib/accounts/end-provider";
import { action } from "@/lib/action";

export const addProviderAction = action(addProvider, {
  done: "The issuer is set up. Each person links it on their own page.",
});
export const editProviderAction = action(editProvider, { done: "The issuer is changed." });
export const endProviderAction = action(endProvider, {
  done: ({ sessionsEnded }) =>
    sessionsEnded === 0
      ? "The issuer is ended: nobody signs in with it any more."
      : `The issuer is ended, and so ${sessionsEnded === 1 ? "is one session" : `are ${sessionsEnded} sessions`} that began with a company sign-in.`,
});
