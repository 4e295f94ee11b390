import { systemActor } from "@/lib/auth/actor";
import { settleDelegations } from "@/lib/delegations/settle-delegations";
import type { JobAnswer } from "@/lib/jobs";

/** Ends delegations that are over, and tells who has to do with them. */
export async function settleDueDelegations(): Promise<JobAnswer> {
  const { ended } = await settleDelegations(systemActor("clock"), {});
  return ended > 0
    ? { said: `${ended} ${ended === 1 ? "delegation has" : "delegations have"} ended` }
    : undefined;
}
