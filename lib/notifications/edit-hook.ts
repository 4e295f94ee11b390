import { z } from "zod";
import { command } from "@/lib/command";
import { id } from "@/lib/input";
import { hookFields, lockHook } from "@/lib/notifications/hooks";

/** Changes what a channel is told, and how it is called here. For another address set up another one. */
export const editHook = command({
  name: "notifications.edit-hook",
  permission: "hooks.write",
  input: z.strictObject({ hookId: id(), ...hookFields }),
  target: (tx, { hookId }) => lockHook(tx, hookId),
  confirming: ({ target }) => `change what the channel “${target.name}” is told`,
  allow: () => true,
  async change({ tx, actor, input, target }) {
    const kinds = [...new Set(input.kinds)];
    await tx.channelHook.update({
      where: { id: target.id },
      data: { name: input.name, kinds, updatedById: actor.personId },
    });
    return {
      result: { name: input.name },
      audit: [
        {
          objectType: "hook",
          objectId: target.id,
          objectName: input.name,
          before: { name: target.name, kinds: target.kinds },
          after: { name: input.name, kinds },
        },
      ],
    };
  },
});
