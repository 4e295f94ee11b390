import { z } from "zod";
import { lockEngagement } from "@/lib/clients/lock";
import { whyNotEnded } from "@/lib/clients/rules/why-not-ended";
import { readRunningOfEngagement } from "@/lib/clients/running";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id, optional, paragraph } from "@/lib/input";

/**
 * Ends an engagement, with the seats on it. Raises conflict while a key or a request runs under it: a grant never
 * outlives its engagement.
 */
export const endEngagement = command({
  name: "clients.end-engagement",
  permission: "clients.write",
  input: z.strictObject({ engagementId: id(), reason: optional(paragraph(500)) }),
  target: (tx, input) => lockEngagement(tx, input.engagementId),
  allow: () => true,
  async change({ tx, actor, input, target, now }) {
    if (target.endedAt) throw conflict(`${target.name} has already ended.`);
    const reason = whyNotEnded(target.name, await readRunningOfEngagement(tx, target.id));
    if (reason) throw conflict(reason);
    const by = actor.personId;
    await tx.engagement.update({
      where: { id: target.id },
      data: { endedAt: now, endedById: by, updatedById: by },
    });
    await tx.membership.updateMany({
      where: { engagementId: target.id, endedAt: null },
      data: { endedAt: now, endedById: by },
    });
    return {
      result: { id: target.id, clientId: target.clientId, name: target.name },
      audit: [
        {
          objectType: "engagement",
          objectId: target.id,
          objectName: `${target.client.name}: ${target.name}`,
          clientId: target.clientId,
          reason: input.reason,
          after: { endedAt: now.toISOString() },
        },
      ],
    };
  },
});
