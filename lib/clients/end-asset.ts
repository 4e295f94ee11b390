import { z } from "zod";
import { lockAsset } from "@/lib/clients/lock";
import { whyNotEnded } from "@/lib/clients/rules/why-not-ended";
import { readRunningOfAsset } from "@/lib/clients/running";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id, optional, paragraph } from "@/lib/input";

/**
 * Ends an account, with its links to others. Raises conflict while a key, a task or a request runs on it.
 */
export const endAsset = command({
  name: "clients.end-asset",
  permission: "clients.write",
  input: z.strictObject({ assetId: id(), reason: optional(paragraph(500)) }),
  target: (tx, input) => lockAsset(tx, input.assetId),
  allow: () => true,
  async change({ tx, actor, input, target, now }) {
    if (target.endedAt) throw conflict(`${target.name} has already ended.`);
    const reason = whyNotEnded(target.name, await readRunningOfAsset(tx, target.id));
    if (reason) throw conflict(reason);
    const by = actor.personId;
    await tx.asset.update({
      where: { id: target.id },
      data: { endedAt: now, endedById: by, updatedById: by },
    });
    await tx.assetLink.updateMany({
      where: { endedAt: null, OR: [{ aboveId: target.id }, { belowId: target.id }] },
      data: { endedAt: now, endedById: by },
    });
    return {
      result: { id: target.id, name: target.name },
      audit: [
        {
          objectType: "asset",
          objectId: target.id,
          objectName: target.name,
          clientId: target.clientId,
          reason: input.reason,
          after: { endedAt: now.toISOString() },
        },
      ],
    };
  },
});
