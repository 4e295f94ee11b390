"use server";

import { action } from "@/lib/action";
import { reviewEmergency } from "@/lib/requests/review-emergency";
import { takeEmergencyAccess } from "@/lib/requests/take-emergency-access";

export const takeEmergencyAccessAction = action(takeEmergencyAccess, { to: ({ id }) => `/emergency/${id}` });
export const reviewEmergencyAction = action(reviewEmergency, {
  done: ({ verdict }) =>
    verdict === "justified"
      ? "It is reviewed: justified."
      : "It is reviewed: not justified. What was still held is being taken back.",
});
