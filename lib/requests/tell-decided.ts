import type { Tx } from "@/lib/db";
import type { Job } from "@/lib/jobs";
import { notify } from "@/lib/notify";
import { type DecidedItem, decisionNotices } from "@/lib/requests/rules/decision-notices";

/** Tells who asked, and who would hold it, what was decided. Put the jobs into the command's own. */
export function tellDecided(tx: Tx, items: readonly DecidedItem[], reason: string | null): Promise<Job[]> {
  return notify(
    tx,
    decisionNotices(items, reason).map(({ requestId, ...notice }) => ({
      ...notice,
      kind: "request.decided",
      href: `/requests/${requestId}`,
    })),
  );
}
