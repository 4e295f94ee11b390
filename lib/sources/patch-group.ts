import { z } from "zod";
import { command } from "@/lib/command";
import { id } from "@/lib/input";
import { lockGroup, writableGroup } from "@/lib/sources/group-rows";
import { callEntry, meetSource } from "@/lib/sources/meet-source";
import { updateGroup } from "@/lib/sources/save-group";
import { requireVersion } from "@/lib/sources/scim/answer";
import { readObject } from "@/lib/sources/scim/json";
import { applyPatch, readOperations } from "@/lib/sources/scim/patch";
import { groupSchema } from "@/lib/sources/scim/schema";
import { body, sent, tokenId } from "@/lib/sources/scim-input";

/** PATCH /Groups/id: all operations or none. Answered without a body. Raises ScimError. */
export const patchGroup = command({
  name: "sources.patch-group",
  permission: "sources.provision",
  timeoutMs: 60_000,
  input: z.strictObject({ tokenId: tokenId(), groupId: id(), ifMatch: sent(), body: body() }),
  target: async (tx, input) => {
    const source = await meetSource(tx, input.tokenId);
    return { source, known: await lockGroup(tx, source.id, input.groupId) };
  },
  allow: () => true,
  async change({ tx, actor, input, target: { source, known }, now }) {
    requireVersion(input.ifMatch, known.version);
    const operations = readOperations(readObject(input.body));
    const group = applyPatch(writableGroup(known), operations, groupSchema, known.id);
    const { row, after } = await updateGroup({ tx, actor, source, now }, known, group);
    return {
      result: { version: row.version },
      audit: [callEntry(source, `PATCH /Groups: ${row.displayName}`, { after })],
    };
  },
});
