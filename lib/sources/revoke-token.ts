import { z } from "zod";
import { command } from "@/lib/command";
import { id } from "@/lib/input";

/** Revokes a token of a SCIM connection: it opens nothing any more, at once. */
export const revokeToken = command({
  name: "sources.revoke-token",
  permission: "sources.write",
  input: z.strictObject({ tokenId: id() }),
  target: async (tx, { tokenId }) => {
    await tx.$queryRaw`SELECT id FROM "ScimToken" WHERE id = ${tokenId}::uuid FOR UPDATE`;
    return tx.scimToken.findUnique({
      where: { id: tokenId },
      include: { source: { select: { name: true } } },
    });
  },
  confirming: ({ target }) => `revoke the token ${target.prefix}… of ${target.source.name}`,
  allow: () => true,
  async change({ tx, actor, target, now }) {
    const result = { prefix: target.prefix };
    if (target.revokedAt) return { result, audit: [] };
    await tx.scimToken.update({
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
          after: { tokenRevoked: target.prefix },
        },
      ],
    };
  },
});
