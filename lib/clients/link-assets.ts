import { z } from "zod";
import { lockAsset, refuseEnded } from "@/lib/clients/lock";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";
import { AssetLinkKind } from "@/prisma/generated/enums";

/**
 * Records that who holds the upper account reaches the lower one. Gives the link's id; the same link again changes
 * nothing. Raises conflict when one has ended, when both belong to different clients, and when the lower one
 * already stands above the upper one: a circle.
 */
export const linkAssets = command({
  name: "clients.link-assets",
  permission: "clients.write",
  input: z.strictObject({ aboveId: id(), belowId: id(), kind: z.enum(AssetLinkKind) }),
  // One change of the graph at a time: two links that together make a circle could otherwise pass each other.
  target: async (tx, input) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('keyholder.asset-graph', 0))`;
    const above = await lockAsset(tx, input.aboveId);
    const below = await lockAsset(tx, input.belowId);
    return above && below ? { above, below } : null;
  },
  allow: () => true,
  async change({ tx, actor, input, target, now }) {
    const { above, below } = target;
    refuseEnded(above, above.name);
    refuseEnded(below, below.name);
    if (above.clientId && below.clientId && above.clientId !== below.clientId) {
      throw conflict(
        `${above.name} and ${below.name} belong to different clients. Nobody may reach one by the other.`,
      );
    }
    const live = await tx.assetLink.findFirst({ where: { ...input, endedAt: null }, select: { id: true } });
    if (live) return { result: { id: live.id }, audit: [] };
    if (await isReachedFrom(tx, below.id, above.id)) {
      throw conflict(`${below.name} stands above ${above.name} already; this would go round in a circle.`);
    }
    const link = await tx.assetLink.create({
      data: { ...input, since: now, createdById: actor.personId },
      select: { id: true },
    });
    return {
      result: link,
      audit: [
        {
          objectType: "asset",
          objectId: below.id,
          objectName: below.name,
          clientId: below.clientId,
          after: { reachedThrough: above.name, aboveId: above.id, kind: input.kind },
        },
      ],
    };
  },
});

/** Whether `to` is `from` itself or stands below it, by live links. */
async function isReachedFrom(tx: Tx, from: string, to: string): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`
    WITH RECURSIVE below AS (
      SELECT ${from}::uuid AS id
      UNION
      SELECT l."belowId" FROM "AssetLink" l JOIN below ON l."aboveId" = below.id WHERE l."endedAt" IS NULL
    ) SELECT 1 FROM below WHERE id = ${to}::uuid`;
  return found.length > 0;
}
