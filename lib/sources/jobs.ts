import { env } from "@/lib/env";
import type { JobAnswer } from "@/lib/jobs";
import { readFolder } from "@/lib/sources/read-folder";

/** Looks for new files in HR's folder, where one is set. */
export async function readHrFolder(): Promise<JobAnswer> {
  const folder = env().HR_FOLDER;
  return folder ? readFolder(folder) : undefined;
}
