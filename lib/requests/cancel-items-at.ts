import { z } from "zod";
import { command, noTarget } from "@/lib/command";
import { id, paragraph } from "@/lib/input";
import { cancelWaiting } from "@/lib/requests/cancel-waiting";

/**
 * Cancels what waits under an engagement, or of a client altogether: the work there ends, and nobody decides it any
 * more. In a constant number of statements; nothing when nothing waits.
 */
export const cancelItemsAt = command({
  name: "requests.cancel-items-at",
  permission: "closings.start",
  input: z.strictObject({ clientId: id(), engagementId: id().nullable(), reason: paragraph(500) }),
  target: noTarget,
  allow: () => true,
  change: ({ tx, input: { clientId, engagementId, reason }, now }) =>
    cancelWaiting(tx, { request: { clientId, ...(engagementId ? { engagementId } : {}) } }, { reason, now }),
});
