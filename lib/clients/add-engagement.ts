import { z } from "zod";
import { recorded } from "@/lib/audit/difference";
import { checkEngagement, engagementFields } from "@/lib/clients/engagement-input";
import { lockClient, refuseEnded } from "@/lib/clients/lock";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";

/**
 * Begins an engagement with a client. Gives the id. Raises conflict when the client has ended or a running
 * engagement has this name, invalid_input for dates that cannot be.
 */
export const addEngagement = command({
  name: "clients.add-engagement",
  permission: "clients.write",
  input: z.strictObject({ clientId: id(), ...engagementFields }),
  target: (tx, input) => lockClient(tx, input.clientId),
  allow: () => true,
  async change({ tx, actor, input, target, now }) {
    refuseEnded(target, target.name);
    checkEngagement(input, now);
    const same = await tx.engagement.count({
      where: { clientId: target.id, endedAt: null, name: { equals: input.name, mode: "insensitive" } },
    });
    if (same > 0) throw conflict(`${target.name} already has a running engagement called ${input.name}.`);
    const by = actor.personId;
    const { id: engagementId } = await tx.engagement.create({
      data: { ...input, createdById: by, updatedById: by },
      select: { id: true },
    });
    return {
      result: { id: engagementId, name: input.name },
      audit: [
        {
          objectType: "engagement",
          objectId: engagementId,
          objectName: `${target.name}: ${input.name}`,
          clientId: target.id,
          after: recorded(input),
        },
      ],
    };
  },
});
