import { z } from "zod";
import { command } from "@/lib/command";
import { id } from "@/lib/input";
import { lockHook } from "@/lib/notifications/hooks";

/** Sends a test to a channel: whether it arrived stands on the page of hooks a moment later. */
export const testHook = command({
  name: "notifications.test-hook",
  permission: "hooks.test",
  input: z.strictObject({ hookId: id() }),
  target: (tx, { hookId }) => lockHook(tx, hookId),
  allow: () => true,
  async change({ tx, target }) {
    const { id: messageId } = await tx.hookMessage.create({
      data: { hookId: target.id },
      select: { id: true },
    });
    return {
      result: { name: target.name },
      audit: [{ objectType: "hook", objectId: target.id, objectName: target.name, after: { test: true } }],
      jobs: [{ kind: "notifications.post-to-hook" as const, data: { messageId } }],
    };
  },
});
