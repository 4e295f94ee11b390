import { systemActor } from "@/lib/auth/actor";
import { env } from "@/lib/env";
import { inBatches, type JobAnswer } from "@/lib/jobs";
import { readFolder } from "@/lib/sources/read-folder";
import { removeMessages } from "@/lib/sources/remove-messages";

/** Looks for new files in HR's folder, where one is set. */
export async function readHrFolder(): Promise<JobAnswer> {
  const folder = env().HR_FOLDER;
  return folder ? readFolder(folder) : undefined;
}

/** Removes calls that nobody can repeat any more. */
export async function removeOldMessages(): Promise<JobAnswer> {
  const removed = await inBatches(
    () => removeMessages(systemActor("clock"), {}),
    (batch) => batch.removed,
  );
  return removed > 0
    ? { said: `${removed} old ${removed === 1 ? "call was" : "calls were"} removed` }
    : undefined;
}
