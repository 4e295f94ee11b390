import { z } from "zod";
import { command } from "@/lib/command";
import { id } from "@/lib/input";
import { lockPresentPeople, lockRobot, refuseEnded } from "@/lib/people/lock";

/** Gives a robot to another owner. To the same one changes nothing. Raises conflict for an owner who has left. */
export const handOverRobot = command({
  name: "people.hand-over-robot",
  permission: "people.write",
  input: z.strictObject({ robotId: id(), ownerId: id() }),
  target: (tx, input) => lockRobot(tx, input.robotId),
  allow: () => true,
  async change({ tx, actor, input, target }) {
    refuseEnded(target, target.name);
    const result = { id: target.id, name: target.name };
    if (target.ownerId === input.ownerId) return { result, audit: [] };
    const [owner] = await lockPresentPeople(tx, [input.ownerId]);
    await tx.robot.update({
      where: { id: target.id },
      data: { ownerId: input.ownerId, updatedById: actor.personId },
    });
    return {
      result,
      audit: [
        {
          objectType: "robot",
          objectId: target.id,
          objectName: target.name,
          before: { owner: target.owner.name },
          after: { owner: owner?.name ?? null },
        },
      ],
    };
  },
});
