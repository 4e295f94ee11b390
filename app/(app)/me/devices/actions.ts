"use server";

import { action } from "@/lib/action";
import { attestDevice } from "@/lib/people/attest-device";
import { endDevice } from "@/lib/people/end-device";

export const attestDeviceAction = action(attestDevice, { done: ({ name }) => `“${name}” is attested.` });
export const endDeviceAction = action(endDevice, {
  done: ({ name, endedAs }) =>
    endedAs === "lost"
      ? `“${name}” is recorded as lost. Have it wiped, and tell the security lead now.`
      : `“${name}” is no longer in use.`,
});
