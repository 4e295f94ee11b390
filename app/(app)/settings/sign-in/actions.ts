"use server";

import { changePolicy } from "@/lib/accounts/change-policy";
import { action } from "@/lib/action";

export const changePolicyAction = action(changePolicy, {
  done: "The policy is changed. It counts from everybody’s next click.",
});
