import { z } from "zod";
import { command, noTarget } from "@/lib/command";
import { line } from "@/lib/input";
import { addressRanges } from "@/lib/sources/addresses";
import { refuseKnownName } from "@/lib/sources/lock-source";
import { HrSourceKind } from "@/prisma/generated/enums";

/**
 * Connects an HR system or identity provider, of any kind: from then on it can be given its token, its secret or its
 * folder, and says who works here. Gives its id. Raises conflict when the name is taken.
 */
export const addSource = command({
  name: "sources.add-source",
  permission: "sources.write",
  input: z.strictObject({
    kind: z.enum(HrSourceKind, "Choose one."),
    name: line(60),
    addresses: addressRanges(),
  }),
  target: noTarget,
  confirming: ({ input }) => `let “${input.name}” say who works here`,
  allow: () => true,
  async change({ tx, actor, input }) {
    await refuseKnownName(tx, input.name, null);
    const { id } = await tx.hrSource.create({
      data: { ...input, createdById: actor.personId, updatedById: actor.personId },
      select: { id: true },
    });
    return {
      result: { id, name: input.name },
      audit: [
        {
          objectType: "source",
          objectId: id,
          objectName: input.name,
          after: { kind: input.kind, addresses: input.addresses },
        },
      ],
    };
  },
});
