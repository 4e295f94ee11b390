import type { Tx } from "@/lib/db";
import type { Job } from "@/lib/jobs";
import { notify } from "@/lib/notify";
import { readWhomToTell } from "@/lib/register/read-whom-to-tell";
import { endedNotices } from "@/lib/register/rules/end-notices";

/**
 * Tells holders (of a robot its owner, of a shared login everybody who knows it) that their access has ended. Put the
 * jobs into the command's own.
 */
export async function tellEnded(tx: Tx, grantIds: readonly string[], reason: string): Promise<Job[]> {
  if (grantIds.length === 0) return [];
  return notify(tx, endedNotices(await readWhomToTell(tx, grantIds), reason));
}
