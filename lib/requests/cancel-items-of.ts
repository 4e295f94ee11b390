import { z } from "zod";
import { command, noTarget } from "@/lib/command";
import { id, paragraph } from "@/lib/input";
import { cancelWaiting } from "@/lib/requests/cancel-waiting";

/**
 * Cancels what waits for these people to hold: they depart, and nobody decides it any more. In a constant number
 * of statements. Cancels nothing when nothing waits. What they asked for others stays, to be handed over.
 */
export const cancelItemsOf = command({
  name: "requests.cancel-items-of",
  permission: "departures.start",
  input: z.strictObject({ personIds: z.array(id()).min(1).max(1000), reason: paragraph(500) }),
  target: noTarget,
  allow: () => true,
  change: ({ tx, input: { personIds, reason }, now }) =>
    cancelWaiting(tx, { personId: { in: personIds } }, { reason, now }),
});
