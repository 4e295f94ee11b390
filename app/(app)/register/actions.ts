"use server";

import { action } from "@/lib/action";
import { changeGrantEnd } from "@/lib/register/change-grant-end";
import { letLapse } from "@/lib/register/let-lapse";
import { recordGrant } from "@/lib/register/record-grant";
import { withdrawGrants } from "@/lib/register/withdraw-grants";

export const recordGrantAction = action(recordGrant, {
  to: ({ grantIds }) => (grantIds[0] ? `/register/${grantIds[0]}` : "/register"),
});
export const withdrawGrantsAction = action(withdrawGrants, {
  done: ({ tasks }) =>
    tasks.length > 0 ? "It is on the worklist now." : "It was never given, so nothing is left to do.",
});
export const letLapseAction = action(letLapse, {
  done: ({ assetName }) => `Access to ${assetName} lapses at its end. No reminder comes any more.`,
});
export const changeGrantEndAction = action(changeGrantEnd, { done: "The end is changed." });
