import { z } from "zod";
import { command } from "@/lib/command";
import { id, line } from "@/lib/input";
import { lockSource } from "@/lib/sources/lock-source";

/**
 * Ends the connection with an HR system: its tokens open nothing any more, and the people whom it managed are managed
 * by nobody. They stay, and so do their seats and what they hold: that a connection ends says nothing about them.
 */
export const endSource = command({
  name: "sources.end-source",
  permission: "sources.write",
  input: z.strictObject({ sourceId: id(), reason: line(300) }),
  target: (tx, { sourceId }) => lockSource(tx, sourceId),
  confirming: ({ target }) => `end the connection with ${target.name}`,
  allow: () => true,
  async change({ tx, actor, input, target, now }) {
    const result = { name: target.name };
    if (target.endedAt) return { result, audit: [] };
    const by = actor.personId;
    const ofSource = { sourceId: target.id };
    await tx.hrSource.update({
      where: { id: target.id },
      data: { endedAt: now, endedById: by, updatedById: by },
    });
    const { count: tokens } = await tx.scimToken.updateMany({
      where: { ...ofSource, revokedAt: null },
      data: { revokedAt: now, revokedById: by },
    });
    await tx.webhookSecret.updateMany({
      where: { ...ofSource, revokedAt: null },
      data: { revokedAt: now, revokedById: by },
    });
    await tx.scimUser.updateMany({ where: { ...ofSource, deletedAt: null }, data: { deletedAt: now } });
    await tx.scimGroup.updateMany({ where: { ...ofSource, deletedAt: null }, data: { deletedAt: now } });
    const { count: people } = await tx.sourcePerson.deleteMany({ where: ofSource });
    return {
      result,
      audit: [
        {
          objectType: "source",
          objectId: target.id,
          objectName: target.name,
          reason: input.reason,
          after: { ended: true, tokensRevoked: tokens, peopleLetGo: people },
        },
      ],
    };
  },
});
