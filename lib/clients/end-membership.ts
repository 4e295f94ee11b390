import { z } from "zod";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";

/**
 * Takes somebody off an engagement. Their keys stay until they are removed. Raises conflict when the seat has ended.
 */
export const endMembership = command({
  name: "clients.end-membership",
  permission: "clients.write",
  input: z.strictObject({ membershipId: id() }),
  target: async (tx, input) => {
    await tx.$queryRaw`SELECT id FROM "Membership" WHERE id = ${input.membershipId}::uuid FOR UPDATE`;
    return tx.membership.findUnique({
      where: { id: input.membershipId },
      include: {
        person: { select: { name: true } },
        engagement: { select: { name: true, clientId: true, client: { select: { name: true } } } },
      },
    });
  },
  allow: () => true,
  async change({ tx, actor, target, now }) {
    const { person, engagement } = target;
    if (target.endedAt) throw conflict(`${person.name} is not on ${engagement.name} any more.`);
    await tx.membership.update({
      where: { id: target.id },
      data: { endedAt: now, endedById: actor.personId },
    });
    return {
      result: { id: target.id, name: person.name },
      audit: [
        {
          objectType: "engagement",
          objectId: target.engagementId,
          objectName: `${engagement.client.name}: ${engagement.name}`,
          clientId: engagement.clientId,
          after: { left: person.name, role: target.role },
        },
      ],
    };
  },
});
