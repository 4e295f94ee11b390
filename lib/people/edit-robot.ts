import { z } from "zod";
import { difference } from "@/lib/audit/difference";
import { command } from "@/lib/command";
import { id, line, paragraph } from "@/lib/input";
import { lockRobot, refuseEnded } from "@/lib/people/lock";
import { RobotKind } from "@/prisma/generated/enums";

/** Changes a robot's name, kind or purpose. Raises conflict when it has ended. */
export const editRobot = command({
  name: "people.edit-robot",
  permission: "people.write",
  input: z.strictObject({ robotId: id(), name: line(120), kind: z.enum(RobotKind), purpose: paragraph(500) }),
  target: (tx, input) => lockRobot(tx, input.robotId),
  allow: () => true,
  async change({ tx, actor, input, target }) {
    refuseEnded(target, target.name);
    const { robotId, ...fields } = input;
    const result = { id: robotId, name: fields.name };
    const { name, kind, purpose } = target;
    const changed = difference({ name, kind, purpose }, fields);
    if (!changed) return { result, audit: [] };
    await tx.robot.update({ where: { id: robotId }, data: { ...fields, updatedById: actor.personId } });
    return {
      result,
      audit: [{ objectType: "robot", objectId: robotId, objectName: fields.name, ...changed }],
    };
  },
});
