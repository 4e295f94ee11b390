import { z } from "zod";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id, paragraph } from "@/lib/input";
import { lockRole } from "@/lib/platforms/lock";

/**
 * Confirms that an unverified role is as the catalogue says; `how` says where it was seen. Confirming what is
 * confirmed changes nothing. Raises conflict for a retired role.
 */
export const confirmRole = command({
  name: "platforms.confirm-role",
  permission: "platforms.write",
  input: z.strictObject({ roleId: id(), how: paragraph(500) }),
  target: (tx, input) => lockRole(tx, input.roleId),
  allow: () => true,
  async change({ tx, actor, input, target, now }) {
    if (target.retiredAt)
      throw conflict(`${target.name} is no longer offered, so there is nothing to confirm.`);
    const result = { id: target.id, name: target.name };
    if (target.verified || target.confirmedAt || target.correctedAt) return { result, audit: [] };
    await tx.platformRole.update({
      where: { id: target.id },
      data: { confirmedAt: now, confirmedById: actor.personId },
    });
    return {
      result,
      audit: [
        {
          objectType: "platform",
          objectId: target.platformId,
          objectName: `${target.platform.name}: ${target.name}`,
          reason: input.how,
          after: { confirmed: true },
        },
      ],
    };
  },
});
