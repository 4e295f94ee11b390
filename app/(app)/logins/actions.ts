"use server";

import { action } from "@/lib/action";
import { planLogin } from "@/lib/people/plan-login";
import { takeOffLogin } from "@/lib/register/take-off-login";

export const planLoginAction = action(planLogin, {
  done: ({ address, owner }) => `The plan for ${address} is ${owner}’s.`,
});
export const takeOffLoginAction = action(takeOffLogin, {
  done: ({ number }) => `The secret has to be changed: task T-${number}. Until then they know it.`,
});
