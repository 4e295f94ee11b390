import { z } from "zod";
import { changeSeats } from "@/lib/clients/change-seats";
import { lockEngagement } from "@/lib/clients/lock";
import { command } from "@/lib/command";
import { id, line } from "@/lib/input";

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
  async change({ tx, actor, input, target }) {
    const { begun } = await changeSeats.within(tx, actor, { begin: [input] });
    const person = await tx.person.findUniqueOrThrow({
      where: { id: input.personId },
      select: { name: true },
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
      result: { id: begun[0]?.id ?? "", engagementId: target.id, name: person.name, hasKit: lines > 0 },
      audit: [],
    };
  },
});
