import { z } from "zod";
import { recorded } from "@/lib/audit/difference";
import { command } from "@/lib/command";
import { conflict, invalidInput } from "@/lib/errors";
import { line } from "@/lib/input";
import { lockPlatform } from "@/lib/platforms/lock";
import { roleFields, slug } from "@/lib/platforms/role-input";

/**
 * Adds a role that the catalogue lacks (a custom role of the account, say). The loader leaves it alone.
 * Raises conflict when the platform has a role of this name, invalid_input for an unknown kind of asset.
 */
export const addRole = command({
  name: "platforms.add-role",
  permission: "platforms.write",
  input: z.strictObject({ platformId: line(80), ...roleFields }),
  target: (tx, input) => lockPlatform(tx, input.platformId),
  allow: () => true,
  async change({ tx, actor, input, target, now }) {
    const { platformId, ...fields } = input;
    const unknown = fields.heldOn.filter((type) => !target.types.includes(type));
    if (unknown.length > 0) {
      const sentence = `${target.name} has no kind of asset called ${unknown.join(", ")}.`;
      throw invalidInput(sentence, { heldOn: [sentence] });
    }
    const key = slug(fields.name);
    if (key === "")
      throw invalidInput("Use letters or figures in the name.", { name: ["Use letters or figures."] });
    const taken = await tx.platformRole.findFirst({
      where: { platformId, OR: [{ key }, { name: { equals: fields.name, mode: "insensitive" } }] },
      select: { name: true },
    });
    if (taken) throw conflict(`${target.name} already has a role called ${taken.name}. Correct that one.`);
    const role = await tx.platformRole.create({
      data: {
        ...fields,
        platformId,
        key,
        requires: [],
        verified: false,
        correctedAt: now,
        correctedById: actor.personId,
      },
      select: { id: true },
    });
    return {
      result: { id: role.id, name: fields.name },
      audit: [
        {
          objectType: "platform",
          objectId: platformId,
          objectName: `${target.name}: ${fields.name}`,
          after: recorded(fields),
        },
      ],
    };
  },
});
