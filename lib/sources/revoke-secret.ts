import { z } from "zod";
import { command } from "@/lib/command";
import { id } from "@/lib/input";

/** Revokes a secret: what is signed with it is refused from then on. A second time changes nothing. */
export const revokeSecret = command({
  name: "sources.revoke-secret",
  permission: "sources.write",
  input: z.strictObject({ secretId: id() }),
  async target(tx, { secretId }) {
    await tx.$queryRaw`SELECT id FROM "WebhookSecret" WHERE id = ${secretId}::uuid FOR UPDATE`;
    return tx.webhookSecret.findUnique({
      where: { id: secretId },
      include: { source: { select: { name: true } } },
    });
  },
  confirming: ({ target }) => `revoke the secret …${target.ending} of ${target.source.name}`,
  allow: () => true,
  async change({ tx, actor, target, now }) {
    const result = { ending: target.ending };
    if (target.revokedAt) return { result, audit: [] };
    await tx.webhookSecret.update({
      where: { id: target.id },
      data: { revokedAt: now, revokedById: actor.personId },
    });
    return {
      result,
      audit: [
        {
          objectType: "source",
          objectId: target.sourceId,
          objectName: target.source.name,
          after: { secretRevoked: `…${target.ending}` },
        },
      ],
    };
  },
});
