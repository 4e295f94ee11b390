"use server";

import { closeRecovery } from "@/lib/accounts/close-recovery";
import { supportRecovery } from "@/lib/accounts/support-recovery";
import { action } from "@/lib/action";

export const supportRecoveryAction = action(supportRecovery, {
  done: "It is confirmed by you, and the person is told.",
});
export const closeRecoveryAction = action(closeRecovery, { done: "The recovery is closed." });
