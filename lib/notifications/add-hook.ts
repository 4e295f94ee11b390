import { z } from "zod";
import { command, noTarget } from "@/lib/command";
import { encrypt } from "@/lib/crypto";
import { hookContext, hookFields, hookUrl } from "@/lib/notifications/hooks";

/**
 * Sets an incoming webhook of the studio's chat up: its channel is told what it is for from then on. Its address is
 * encrypted, and never shown again.
 */
export const addHook = command({
  name: "notifications.add-hook",
  permission: "hooks.write",
  input: z.strictObject({ ...hookFields, app: z.enum(["slack", "teams"], "Choose one."), url: hookUrl() }),
  target: noTarget,
  confirming: ({ input }) => `let the channel “${input.name}” be told by ${new URL(input.url).host}`,
  allow: () => true,
  async change({ tx, actor, input }) {
    const { name, app, url, kinds } = input;
    const [made] = await tx.$queryRaw<{ id: string }[]>`SELECT uuidv7() AS id`;
    const id = made?.id ?? "";
    const { host } = new URL(url);
    await tx.channelHook.create({
      data: {
        id,
        name,
        app,
        host,
        kinds: [...new Set(kinds)],
        url: encrypt(url, hookContext(id)),
        createdById: actor.personId,
        updatedById: actor.personId,
      },
    });
    return {
      result: { name },
      audit: [{ objectType: "hook", objectId: id, objectName: name, after: { app, host, kinds } }],
    };
  },
});
