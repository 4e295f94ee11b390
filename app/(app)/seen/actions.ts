"use server";

import { action } from "@/lib/action";
import { reportSeen } from "@/lib/lifecycle/report-seen";

export const reportSeenAction = action(reportSeen, {
  done: ({ name, number }) =>
    `Reported. The departure of ${name} (D-${number}) is open again, and whoever has to act is told.`,
});
