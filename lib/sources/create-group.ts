import { z } from "zod";
import { command, type Kept } from "@/lib/command";
import { groupAnswer } from "@/lib/sources/group-rows";
import { callEntry, meetSource } from "@/lib/sources/meet-source";
import { insertGroup } from "@/lib/sources/save-group";
import { readObject } from "@/lib/sources/scim/json";
import { checkResource, readResource } from "@/lib/sources/scim/resource";
import { groupSchema } from "@/lib/sources/scim/schema";
import { body, tokenId } from "@/lib/sources/scim-input";

/** POST /Groups. Raises ScimError. */
export const createGroup = command({
  name: "sources.create-group",
  permission: "sources.provision",
  input: z.strictObject({ tokenId: tokenId(), body: body() }),
  target: (tx, input) => meetSource(tx, input.tokenId),
  allow: () => true,
  async change({ tx, actor, input, target: source, now }) {
    const group = readResource(readObject(input.body), groupSchema);
    checkResource(group, groupSchema);
    const { row, after } = await insertGroup({ tx, actor, source, now }, group);
    return {
      result: { answer: groupAnswer(row) as Kept, version: row.version },
      audit: [callEntry(source, `POST /Groups: ${row.displayName}`, { after })],
    };
  },
});
