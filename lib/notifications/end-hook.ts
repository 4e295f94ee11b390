import { z } from "zod";
import { command } from "@/lib/command";
import { id } from "@/lib/input";
import { lockHook } from "@/lib/notifications/hooks";

/** Ends a hook: its channel is told nothing more, and its address is forgotten. What is on its way is not sent. */
export const endHook = command({
  name: "notifications.end-hook",
  permission: "hooks.write",
  input: z.strictObject({ hookId: id() }),
  target: (tx, { hookId }) => lockHook(tx, hookId),
  confirming: ({ target }) => `end the channel “${target.name}”`,
  allow: () => true,
  async change({ tx, actor, target, now }) {
    await tx.channelHook.update({
      where: { id: target.id },
      data: { endedAt: now, url: null, updatedById: actor.personId },
    });
    return {
      result: { name: target.name },
      audit: [{ objectType: "hook", objectId: target.id, objectName: target.name, after: { ended: true } }],
    };
  },
});
