"use server";

import { action } from "@/lib/action";
import { rotateSigningKey } from "@/lib/lifecycle/rotate-signing-key";

export const rotateSigningKeyAction = action(rotateSigningKey, {
  done: ({ keyId }) => `Certificates are signed with the key ${keyId} from now on.`,
});
