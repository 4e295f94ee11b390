"use server";

import { acknowledgeAlarm } from "@/lib/accounts/acknowledge-alarm";
import { action } from "@/lib/action";

export const acknowledgeAlarmAction = action(acknowledgeAlarm, { done: "You have answered for it." });
