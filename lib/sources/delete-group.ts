import { z } from "zod";
import { command } from "@/lib/command";
import { id } from "@/lib/input";
import { lockGroup } from "@/lib/sources/group-rows";
import { endSeats } from "@/lib/sources/keep-seats";
import { callEntry, meetSource } from "@/lib/sources/meet-source";
import { requireVersion } from "@/lib/sources/scim/answer";
import { sent, tokenId } from "@/lib/sources/scim-input";

/** DELETE /Groups/id: the seats that it gave end, and it is answered as not found from then on. Raises ScimError. */
export const deleteGroup = command({
  name: "sources.delete-group",
  permission: "sources.provision",
  timeoutMs: 60_000,
  input: z.strictObject({ tokenId: tokenId(), groupId: id(), ifMatch: sent() }),
  target: async (tx, input) => {
    const source = await meetSource(tx, input.tokenId);
    return { source, known: await lockGroup(tx, source.id, input.groupId) };
  },
  allow: () => true,
  async change({ tx, actor, input, target: { source, known }, now }) {
    requireVersion(input.ifMatch, known.version);
    const { seats } = await endSeats({ tx, actor }, { groupId: known.id });
    await tx.scimGroup.update({
      where: { id: known.id },
      data: { deletedAt: now, version: { increment: 1 }, updatedAt: now },
    });
    return {
      result: null,
      audit: [
        callEntry(source, `DELETE /Groups: ${known.displayName}`, {
          after: { deleted: true, seatsEnded: seats },
        }),
      ],
    };
  },
});
