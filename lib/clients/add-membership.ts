import { z } from "zod";
import { lockEngagement, refuseEnded } from "@/lib/clients/lock";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id, line } from "@/lib/input";
import { lockPresentPeople } from "@/lib/people/lock";

/**
 * Puts somebody on an engagement in a role. Gives the id, and whether the role has a kit. Raises conflict when they have the same seat already,
 * have left, or the engagement has ended.
 */
export const addMembership = command({
  name: "clients.add-membership",
  permission: "clients.write",
  input: z.strictObject({ engagementId: id(), personId: id(), role: line(80) }),
  target: (tx, input) => lockEngagement(tx, input.engagementId),
  allow: () => true,
  async change({ tx, actor, input, target, now }) {
    refuseEnded(target, target.name);
    const [person] = await lockPresentPeople(tx, [input.personId]);
    const same = await tx.membership.count({
      where: { ...input, role: { equals: input.role, mode: "insensitive" }, endedAt: null },
    });
    if (same > 0)
      throw conflict(`${person?.name ?? "This person"} is ${input.role} on ${target.name} already.`);
    const { id: membershipId } = await tx.membership.create({
      data: { ...input, since: now, createdById: actor.personId },
      select: { id: true },
    });
    const lines = await tx.kitLine.count({
      where: {
        engagementId: target.id,
        role: { equals: input.role, mode: "insensitive" },
        endedAt: null,
        asset: { endedAt: null },
      },
    });
    return {
      result: { id: membershipId, engagementId: target.id, name: person?.name ?? "", hasKit: lines > 0 },
      audit: [
        {
          objectType: "engagement",
          objectId: target.id,
          objectName: `${target.client.name}: ${target.name}`,
          clientId: target.clientId,
          after: { joined: person?.name ?? input.personId, role: input.role },
        },
      ],
    };
  },
});
