import { systemActor } from "@/lib/auth/actor";
import type { JobAnswer } from "@/lib/jobs";
import { expireItems } from "@/lib/requests/expire-items";

/** Closes what nobody decided in time. */
export async function expireDueItems(): Promise<JobAnswer> {
  const { expired } = await expireItems(systemActor("clock"), {});
  return expired > 0
    ? { said: `${expired} ${expired === 1 ? "item" : "items"} of requests ran out undecided` }
    : undefined;
}
