"use server";

import { unlinkIdentity } from "@/lib/accounts/unlink-identity";
import { action } from "@/lib/action";

export const unlinkIdentityAction = action(unlinkIdentity, {
  done: "The company sign-in is unlinked: it does not sign in as you any more.",
});
