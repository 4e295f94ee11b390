import { z } from "zod";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";

/** Ends a link between two accounts: the upper one no longer reaches the lower. Raises conflict when it has ended. */
export const unlinkAssets = command({
  name: "clients.unlink-assets",
  permission: "clients.write",
  input: z.strictObject({ linkId: id() }),
  target: async (tx, input) => {
    await tx.$queryRaw`SELECT id FROM "AssetLink" WHERE id = ${input.linkId}::uuid FOR UPDATE`;
    return tx.assetLink.findUnique({
      where: { id: input.linkId },
      include: {
        above: { select: { name: true } },
        below: { select: { id: true, name: true, clientId: true } },
      },
    });
  },
  allow: () => true,
  async change({ tx, actor, target, now }) {
    const { above, below } = target;
    if (target.endedAt) throw conflict(`${above.name} does not reach ${below.name} any more.`);
    await tx.assetLink.update({
      where: { id: target.id },
      data: { endedAt: now, endedById: actor.personId },
    });
    return {
      result: { id: target.id },
      audit: [
        {
          objectType: "asset",
          objectId: below.id,
          objectName: below.name,
          clientId: below.clientId,
          before: { reachedThrough: above.name, kind: target.kind },
          after: { reachedThrough: null, kind: target.kind },
        },
      ],
    };
  },
});
