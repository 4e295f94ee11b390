import { z } from "zod";
import { difference } from "@/lib/audit/difference";
import { checkEngagement, engagementFields } from "@/lib/clients/engagement-input";
import { lockEngagement, refuseEnded } from "@/lib/clients/lock";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";

const DAY = 86_400_000;

/**
 * Changes an engagement: its time, what was signed, what was promised. Raises conflict when it has ended, and when
 * a key would outlive its new end; invalid_input for dates that cannot be.
 */
export const editEngagement = command({
  name: "clients.edit-engagement",
  permission: "clients.write",
  input: z.strictObject({ engagementId: id(), ...engagementFields }),
  target: (tx, input) => lockEngagement(tx, input.engagementId),
  allow: () => true,
  async change({ tx, actor, input, target, now }) {
    refuseEnded(target, target.name);
    const { engagementId, ...fields } = input;
    const result = { id: engagementId, name: fields.name };
    checkEngagement(fields, now);
    const { client, id: _, clientId, endedAt, endedById, createdAt, createdById, ...rest } = target;
    const { updatedAt, updatedById, ...before } = rest;
    const changed = difference(before, fields);
    if (!changed) return { result, audit: [] };
    if (fields.endsOn) {
      const over = new Date(fields.endsOn.getTime() + DAY);
      const longer = await tx.grant.count({
        where: { engagementId, closedAt: null, endsAt: { gt: over } },
      });
      if (longer > 0) {
        throw conflict(
          `${longer} ${longer === 1 ? "key runs" : "keys run"} until after that day. Shorten or end ${longer === 1 ? "it" : "them"} first, or choose a later day.`,
        );
      }
    }
    await tx.engagement.update({
      where: { id: engagementId },
      data: { ...fields, updatedById: actor.personId },
    });
    return {
      result,
      audit: [
        {
          objectType: "engagement",
          objectId: engagementId,
          objectName: `${client.name}: ${fields.name}`,
          clientId,
          ...changed,
        },
      ],
    };
  },
});
