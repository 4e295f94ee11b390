import { z } from "zod";
import { command } from "@/lib/command";
import { id } from "@/lib/input";
import { callEntry, meetSource } from "@/lib/sources/meet-source";
import { requireVersion } from "@/lib/sources/scim/answer";
import { sent, tokenId } from "@/lib/sources/scim-input";
import { deactivate } from "@/lib/sources/switch-active";
import { lockUser } from "@/lib/sources/user-rows";

/**
 * DELETE /Users/id: as `active: false`, and the user is answered as not found from then on (RFC 7644, section 3.6). The
 * row, the person and the audit trail stay (SEC-114). Raises ScimError.
 */
export const deleteUser = command({
  name: "sources.delete-user",
  permission: "sources.provision",
  timeoutMs: 60_000,
  input: z.strictObject({ tokenId: tokenId(), userId: id(), ifMatch: sent() }),
  target: async (tx, input) => {
    const source = await meetSource(tx, input.tokenId);
    return { source, known: await lockUser(tx, source.id, input.userId) };
  },
  allow: () => true,
  async change({ tx, actor, input, target: { source, known }, now }) {
    requireVersion(input.ifMatch, known.version);
    const outcome =
      known.personId && known.active ? await deactivate(tx, actor, source, known.personId, now) : null;
    await tx.scimUser.update({
      where: { id: known.id },
      data: { deletedAt: now, active: false, version: { increment: 1 }, updatedAt: now },
    });
    return {
      result: null,
      audit: [callEntry(source, `DELETE /Users: ${known.userName}`, { after: { deleted: true, outcome } })],
    };
  },
});
