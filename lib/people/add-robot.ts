import { z } from "zod";
import { recorded } from "@/lib/audit/difference";
import { command, noTarget } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id, line, paragraph } from "@/lib/input";
import { lockPresentPeople } from "@/lib/people/lock";
import { RobotKind } from "@/prisma/generated/enums";

/**
 * Enters a robot (an app, token, system user or connector) with the person who owns it. Gives the id.
 * Raises conflict when a live robot of that owner has this name, or when the owner has left.
 */
export const addRobot = command({
  name: "people.add-robot",
  permission: "people.write",
  input: z.strictObject({ name: line(120), kind: z.enum(RobotKind), ownerId: id(), purpose: paragraph(500) }),
  target: noTarget,
  allow: () => true,
  async change({ tx, actor, input }) {
    // Locks the owner, so that the same robot is not entered twice at once.
    await tx.$queryRaw`SELECT id FROM "Person" WHERE id = ${input.ownerId}::uuid FOR UPDATE`;
    const [owner] = await lockPresentPeople(tx, [input.ownerId]);
    const same = await tx.robot.count({
      where: { name: { equals: input.name, mode: "insensitive" }, ownerId: input.ownerId, endedAt: null },
    });
    if (same > 0)
      throw conflict(`${owner?.name ?? "This person"} already owns a robot called ${input.name}.`);
    const by = actor.personId;
    const { id: robotId } = await tx.robot.create({
      data: { ...input, createdById: by, updatedById: by },
      select: { id: true },
    });
    const after = { ...recorded(input), owner: owner?.name ?? null };
    return {
      result: { id: robotId, name: input.name },
      audit: [{ objectType: "robot", objectId: robotId, objectName: input.name, after }],
    };
  },
});
