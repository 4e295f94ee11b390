import { systemActor } from "@/lib/auth/actor";
import type { JobAnswer } from "@/lib/jobs";
import { escalateRequests } from "@/lib/requests/escalate-requests";
import { expireExceptions } from "@/lib/requests/expire-exceptions";
import { expireItems } from "@/lib/requests/expire-items";
import { remindClients } from "@/lib/requests/remind-clients";
import { remindOfReviews } from "@/lib/requests/remind-of-reviews";
import { removeDrafts } from "@/lib/requests/remove-drafts";

/** Closes what nobody decided in time. */
export async function expireDueItems(): Promise<JobAnswer> {
  const { expired } = await expireItems(systemActor("clock"), {});
  return expired > 0
    ? { said: `${expired} ${expired === 1 ? "item" : "items"} of requests ran out undecided` }
    : undefined;
}

/** Tells of emergencies that nobody has reviewed in time. */
export async function remindOfLateReviews(): Promise<JobAnswer> {
  const { late } = await remindOfReviews(systemActor("clock"), {});
  return late > 0
    ? { said: `${late} ${late === 1 ? "emergency waits" : "emergencies wait"} too long for a review` }
    : undefined;
}

/** Tells the owners of what nobody has decided in time. */
export async function escalateLate(): Promise<JobAnswer> {
  const { late } = await escalateRequests(systemActor("clock"), {});
  return late > 0
    ? { said: `${late} ${late === 1 ? "request was" : "requests were"} not decided in time` }
    : undefined;
}

/** Reminds clients of what still waits for their answer and soon runs out. */
export async function remindDueClients(): Promise<JobAnswer> {
  const { told } = await remindClients(systemActor("clock"), {});
  return told > 0
    ? { said: `${told} ${told === 1 ? "reminder" : "reminders"} went to clients’ contacts` }
    : undefined;
}

/** Takes back what stood on an exception that is over. */
export async function expireDueExceptions(): Promise<JobAnswer> {
  const { exceptions, ended } = await expireExceptions(systemActor("clock"), {});
  if (exceptions === 0) return undefined;
  return {
    said: `${exceptions} ${exceptions === 1 ? "exception is" : "exceptions are"} over; ${ended} ${ended === 1 ? "key is" : "keys are"} taken back`,
  };
}

/** Removes drafts that nobody goes on with. */
export async function removeOldDrafts(): Promise<JobAnswer> {
  const { removed } = await removeDrafts(systemActor("clock"), {});
  return removed > 0
    ? { said: `${removed} ${removed === 1 ? "draft was" : "drafts were"} removed` }
    : undefined;
}
