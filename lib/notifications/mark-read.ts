import { z } from "zod";
import { command } from "@/lib/command";
import { id } from "@/lib/input";

/**
 * Marks one thing that the actor was told as read. Somebody else's is not there for them. Nothing of the studio's
 * changes, so it leaves no event.
 */
export const markRead = command({
  name: "notifications.mark-read",
  permission: "own.notices",
  input: z.strictObject({ noticeId: id() }),
  target: async (tx, { noticeId }, actor) =>
    actor.personId
      ? tx.notification.findFirst({
          where: { id: noticeId, personId: actor.personId },
          select: { id: true },
        })
      : null,
  allow: () => true,
  async change({ tx, target, now }) {
    await tx.notification.updateMany({ where: { id: target.id, readAt: null }, data: { readAt: now } });
    return { result: null, audit: [] };
  },
});
