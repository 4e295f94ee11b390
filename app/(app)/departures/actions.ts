"use server";

import { action } from "@/lib/action";
import { cancelDeparture } from "@/lib/lifecycle/cancel-departure";
import { changeLastMoment } from "@/lib/lifecycle/change-last-moment";
import { explainBreach } from "@/lib/lifecycle/explain-breach";
import { handOverDuties } from "@/lib/lifecycle/hand-over-duties";
import { issueCertificate } from "@/lib/lifecycle/issue-certificate";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { dropDepartures } from "@/lib/sources/drop-departures";
import { releaseDepartures } from "@/lib/sources/release-departures";

export const startDepartureAction = action(startDeparture, {
  to: ({ departureId }) => `/departures/${departureId}`,
});
export const changeLastMomentAction = action(changeLastMoment, {
  done: ({ moved }) =>
    `Changed. ${moved === 1 ? "One task is" : `${moved} tasks are`} due at another time now.`,
});
export const explainBreachAction = action(explainBreach, { done: () => "Kept." });
export const cancelDepartureAction = action(cancelDeparture, {
  done: ({ kept, toAskAgain }) =>
    `Cancelled. ${kept} kept; ${toAskAgain.length} to be asked for again, see the list.`,
});
export const handOverDutiesAction = action(handOverDuties, {
  done: ({ heir, robots, custodies }) =>
    `${heir} takes over: ${robots} robots, ${custodies} custodies. The proof is still to be given.`,
});
export const issueCertificateAction = action(issueCertificate, {
  to: ({ departureId }) => `/departures/${departureId}/certificate`,
});
export const releaseDeparturesAction = action(releaseDepartures, {
  done: ({ released }) =>
    released === 1 ? "Their departure is under way." : `${released} departures are under way.`,
});
export const dropDeparturesAction = action(dropDepartures, {
  done: ({ dropped }) => (dropped === 1 ? "It is dropped." : `${dropped} are dropped.`),
});
