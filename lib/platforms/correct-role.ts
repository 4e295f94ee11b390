import { z } from "zod";
import { difference } from "@/lib/audit/difference";
import { command } from "@/lib/command";
import { conflict, invalidInput } from "@/lib/errors";
import { id, paragraph } from "@/lib/input";
import { lockRole } from "@/lib/platforms/lock";
import { roleFields } from "@/lib/platforms/role-input";

/**
 * Corrects what is known of a role. From then on the loader leaves it alone. The reason (where it was seen) goes
 * into the audit log. Raises conflict for a retired role, invalid_input for an unknown kind of asset.
 */
export const correctRole = command({
  name: "platforms.correct-role",
  permission: "platforms.write",
  input: z.strictObject({ roleId: id(), ...roleFields, reason: paragraph(500) }),
  target: (tx, input) => lockRole(tx, input.roleId),
  allow: () => true,
  async change({ tx, actor, input, target, now }) {
    if (target.retiredAt)
      throw conflict(`${target.name} is no longer offered, so there is nothing to correct.`);
    const { roleId, reason, ...fields } = input;
    const types = target.platform.assetTypes.map((each) => each.type);
    if (fields.heldOn.some((type) => !types.includes(type))) {
      const sentence = "Choose from this platform's kinds of asset.";
      throw invalidInput(sentence, { heldOn: [sentence] });
    }
    const { name, apiValue, rank, meaning, heldOn, capabilities, reachesBelow } = target;
    const changed = difference({ name, apiValue, rank, meaning, heldOn, capabilities, reachesBelow }, fields);
    if (!changed) return { result: { id: roleId, name }, audit: [] };
    await tx.platformRole.update({
      where: { id: roleId },
      data: { ...fields, correctedAt: now, correctedById: actor.personId },
    });
    return {
      result: { id: roleId, name: fields.name },
      audit: [
        {
          objectType: "platform",
          objectId: target.platformId,
          objectName: `${target.platform.name}: ${name}`,
          reason,
          ...changed,
        },
      ],
    };
  },
});
