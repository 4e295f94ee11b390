import { z } from "zod";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";
import { lockSource, refuseEndedSource } from "@/lib/sources/lock-source";
import { newWebhookSecret } from "@/lib/sources/webhook/secret";

/**
 * Makes a secret with which an HR system signs its calls: it is in the answer this once, and encrypted afterwards. Two
 * may live at a time, so that the new one is in place before the old one is revoked. Raises conflict for a third.
 */
export const makeSecret = command({
  name: "sources.make-secret",
  permission: "sources.write",
  secretResult: true,
  input: z.strictObject({ sourceId: id() }),
  target: (tx, { sourceId }) => lockSource(tx, sourceId),
  confirming: ({ target }) => `make a secret with which ${target.name} says who works here`,
  allow: () => true,
  async change({ tx, actor, target, now }) {
    refuseEndedSource(target);
    if (target.kind !== "webhook")
      throw conflict(`${target.name} does not call a URL of ours, so it has no secrets.`);
    const [made] = await tx.$queryRaw<{ id: string }[]>`SELECT uuidv7() AS id`;
    const { secret, kept } = newWebhookSecret(made?.id ?? "");
    await tx.webhookSecret.create({
      data: { ...kept, sourceId: target.id, createdAt: now, createdById: actor.personId },
    });
    return {
      result: { secret },
      audit: [
        {
          objectType: "source",
          objectId: target.id,
          objectName: target.name,
          after: { secret: `…${kept.ending}` },
        },
      ],
    };
  },
});
