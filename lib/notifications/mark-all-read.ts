import { z } from "zod";
import { command, noTarget } from "@/lib/command";
import { id } from "@/lib/input";

/**
 * Marks all that the actor was told as read, up to the newest that their page showed: what has come since then
 * stays new. Leaves no event, as marking one does. Gives how many.
 */
export const markAllRead = command({
  name: "notifications.mark-all-read",
  permission: "own.notices",
  input: z.strictObject({ newestId: id() }),
  target: noTarget,
  allow: () => true,
  async change({ tx, actor, input, now }) {
    if (!actor.personId) return { result: { read: 0 }, audit: [] };
    const { count } = await tx.notification.updateMany({
      where: { personId: actor.personId, readAt: null, id: { lte: input.newestId } },
      data: { readAt: now },
    });
    return { result: { read: count }, audit: [] };
  },
});
