import { systemActor } from "@/lib/auth/actor";
import type { JobAnswer } from "@/lib/jobs";
import { expireGrants } from "@/lib/register/expire-grants";

/** Takes back what has come to its end, batch by batch, until nothing is left. */
export async function expireDueGrants(): Promise<JobAnswer> {
  let ended = 0;
  let batch: { ended: number; more: boolean };
  do {
    batch = await expireGrants(systemActor("clock"), {});
    ended += batch.ended;
  } while (batch.more);
  return ended > 0 ? { said: `${ended} ${ended === 1 ? "key" : "keys"} came to an end` } : undefined;
}
