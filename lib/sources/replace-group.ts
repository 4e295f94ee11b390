import { z } from "zod";
import { command, type Kept } from "@/lib/command";
import { id } from "@/lib/input";
import { groupAnswer, lockGroup } from "@/lib/sources/group-rows";
import { callEntry, meetSource } from "@/lib/sources/meet-source";
import { updateGroup } from "@/lib/sources/save-group";
import { requireVersion } from "@/lib/sources/scim/answer";
import { readObject } from "@/lib/sources/scim/json";
import { checkResource, readResource } from "@/lib/sources/scim/resource";
import { groupSchema } from "@/lib/sources/scim/schema";
import { body, sent, tokenId } from "@/lib/sources/scim-input";

/** PUT /Groups/id: the members are those that are sent, and none where none are. Raises ScimError. */
export const replaceGroup = command({
  name: "sources.replace-group",
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
    const group = readResource(readObject(input.body), groupSchema);
    checkResource(group, groupSchema);
    const { row, after } = await updateGroup({ tx, actor, source, now }, known, group);
    return {
      result: { answer: groupAnswer(row) as Kept, version: row.version },
      audit: [callEntry(source, `PUT /Groups: ${row.displayName}`, { after })],
    };
  },
});
