import { z } from "zod";
import { lockEngagement, refuseEnded } from "@/lib/clients/lock";
import { command } from "@/lib/command";
import { conflict, invalidInput } from "@/lib/errors";
import { id, line, optional } from "@/lib/input";
import { endSeats, keepSeats } from "@/lib/sources/keep-seats";

/**
 * Says what a group of an HR system means: a role on an engagement, so that its members have that seat, or nothing. The
 * seats that it gave until now end. A seat is no access: that is asked for and decided. Raises conflict when the group
 * or the engagement is not there any more.
 */
export const mapGroup = command({
  name: "sources.map-group",
  permission: "sources.map-groups",
  timeoutMs: 60_000,
  input: z.strictObject({ groupId: id(), engagementId: optional(id()), role: optional(line(80)) }),
  target: async (tx, { groupId }) => {
    await tx.$queryRaw`SELECT id FROM "ScimGroup" WHERE id = ${groupId}::uuid FOR UPDATE`;
    return tx.scimGroup.findUnique({
      where: { id: groupId },
      include: { source: { select: { name: true } } },
    });
  },
  allow: () => true,
  async change({ tx, actor, input, target: group, now }) {
    if (group.deletedAt) throw conflict(`${group.source.name} has deleted this group.`);
    const { engagementId, role } = input;
    if ((engagementId === null) !== (role === null)) {
      const missing = engagementId === null ? "engagementId" : "role";
      throw invalidInput("Say the engagement and the role, or neither.", { [missing]: ["Fill this in."] });
    }
    const result = { name: group.displayName, mapped: engagementId !== null };
    if (engagementId === group.engagementId && role === group.role) return { result, audit: [] };
    const engagement = engagementId ? await lockEngagement(tx, engagementId) : null;
    if (engagementId && !engagement) throw conflict("This engagement is not there any more. Choose again.");
    if (engagement) refuseEnded(engagement, engagement.name);
    const ended = await endSeats({ tx, actor }, { groupId: group.id });
    await tx.scimGroup.update({
      where: { id: group.id },
      data: { engagementId, role, mappedAt: now, mappedById: actor.personId },
    });
    const given = engagementId ? await keepSeats({ tx, actor }, { groupIds: [group.id] }) : { seats: 0 };
    return {
      result,
      audit: [
        {
          objectType: "source",
          objectId: group.sourceId,
          objectName: `${group.source.name}: ${group.displayName}`,
          clientId: engagement?.clientId ?? null,
          before: { engagementId: group.engagementId, role: group.role },
          after: { engagementId, role, seatsGiven: given.seats, seatsEnded: ended.seats },
        },
      ],
    };
  },
});
