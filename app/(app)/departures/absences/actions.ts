"use server";

import { action } from "@/lib/action";
import { confirmKey } from "@/lib/lifecycle/confirm-key";
import { endAbsence } from "@/lib/lifecycle/end-absence";
import { liftHold } from "@/lib/lifecycle/lift-hold";
import { placeHold } from "@/lib/lifecycle/place-hold";
import { planAbsence } from "@/lib/lifecycle/plan-absence";

export const planAbsenceAction = action(planAbsence, {
  to: ({ absenceId }) => `/departures/absences/${absenceId}`,
});
export const endAbsenceAction = action(endAbsence, {
  done: ({ outcome }) =>
    outcome === "returned" ? "They can sign in again. Now confirm each key." : "The absence is called off.",
});
export const confirmKeyAction = action(confirmKey, {
  done: ({ requestId, kept }) =>
    kept ? "Kept: nobody had taken it away yet." : requestId ? "Asked for again." : "Dropped.",
});
export const placeHoldAction = action(placeHold, { done: () => "The legal hold stands." });
export const liftHoldAction = action(liftHold, { done: () => "The legal hold is lifted." });
