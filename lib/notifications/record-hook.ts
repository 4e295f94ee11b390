import { z } from "zod";
import { command } from "@/lib/command";
import { id } from "@/lib/input";

/** Writes down that a channel took a message, or why it did not. For the job that posts it alone. */
export const recordHook = command({
  name: "notifications.record-hook",
  permission: "mail.deliver",
  input: z.strictObject({ messageId: id(), failure: z.string().max(300).nullable() }),
  target: async (tx, { messageId }) => {
    const rows = await tx.$queryRaw<{ id: string; hookId: string; name: string; sentAt: Date | null }[]>`
      SELECT m.id, m."hookId", h.name, m."sentAt" FROM "HookMessage" m JOIN "ChannelHook" h ON h.id = m."hookId"
      WHERE m.id = ${messageId}::uuid FOR UPDATE OF m`;
    return rows[0] ?? null;
  },
  allow: () => true,
  async change({ tx, input: { failure }, target, now }) {
    if (target.sentAt) return { result: null, audit: [] };
    await tx.hookMessage.update({
      where: { id: target.id },
      data: failure ? { failedAt: now, failure } : { sentAt: now, failedAt: null, failure: null },
    });
    return {
      result: null,
      audit: [
        {
          objectType: "hook",
          objectId: target.hookId,
          objectName: target.name,
          after: failure ? { failure } : { sent: true },
        },
      ],
    };
  },
});
