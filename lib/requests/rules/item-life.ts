import type { RequestItemState } from "@/prisma/generated/enums";

/** Every step of an item. What has been decided stays decided: whoever needs it after all asks again. */
export const itemSteps: Readonly<Record<RequestItemState, readonly RequestItemState[]>> = {
  waiting: ["approved", "lowered", "rejected", "withdrawn", "cancelled", "expired"],
  approved: [],
  lowered: [],
  rejected: [],
  withdrawn: [],
  cancelled: [],
  expired: [],
};

/** Whether an item can go from one state to another. */
export function canItemStep(from: RequestItemState, to: RequestItemState): boolean {
  return itemSteps[from].includes(to);
}

/** How far a whole request is, from its items. */
export type RequestState =
  | "waiting"
  | "partly_decided"
  | "granted"
  | "partly_granted"
  | "rejected"
  | "withdrawn"
  | "cancelled"
  | "expired";

/** The state of a request: waiting while anything waits; afterwards what came of it. */
export function requestState(items: readonly RequestItemState[]): RequestState {
  const given = items.filter((state) => state === "approved" || state === "lowered").length;
  const waiting = items.filter((state) => state === "waiting").length;
  if (waiting === items.length && waiting > 0) return "waiting";
  if (waiting > 0) return "partly_decided";
  if (given === items.length && given > 0) return "granted";
  if (given > 0) return "partly_granted";
  if (items.includes("rejected")) return "rejected";
  if (items.includes("expired")) return "expired";
  return items.includes("withdrawn") ? "withdrawn" : "cancelled";
}

/** The state of an item as a word of a sentence: "was approved". */
export const itemStateWords: Readonly<Record<RequestItemState, string>> = {
  waiting: "waiting",
  approved: "approved",
  lowered: "approved with less",
  rejected: "rejected",
  withdrawn: "withdrawn",
  cancelled: "cancelled",
  expired: "closed without an answer",
};

/** The state of a request as its lists show it. */
export const requestStateWords: Readonly<Record<RequestState, string>> = {
  waiting: "Waiting",
  partly_decided: "Partly decided",
  granted: "Approved",
  partly_granted: "Approved in part",
  rejected: "Rejected",
  withdrawn: "Withdrawn",
  cancelled: "Cancelled",
  expired: "Not decided in time",
};
