import { z } from "zod";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";
import { lockRobot } from "@/lib/people/lock";

/** Ends a robot that was switched off. Raises conflict while it holds a key, and when it has ended. */
export const endRobot = command({
  name: "people.end-robot",
  permission: "people.write",
  input: z.strictObject({ robotId: id() }),
  target: (tx, input) => lockRobot(tx, input.robotId),
  allow: () => true,
  async change({ tx, actor, target, now }) {
    if (target.endedAt) throw conflict(`${target.name} has already ended.`);
    const keys = await tx.grant.count({ where: { robotId: target.id, closedAt: null } });
    if (keys > 0) {
      throw conflict(
        `${target.name} still holds ${keys} ${keys === 1 ? "key" : "keys"}. Have them removed first.`,
      );
    }
    const by = actor.personId;
    await tx.robot.update({
      where: { id: target.id },
      data: { endedAt: now, endedById: by, updatedById: by },
    });
    return {
      result: { id: target.id, name: target.name },
      audit: [
        {
          objectType: "robot",
          objectId: target.id,
          objectName: target.name,
          after: { endedAt: now.toISOString() },
        },
      ],
    };
  },
});
