import { z } from "zod";
import { command, type Kept } from "@/lib/command";
import { id } from "@/lib/input";
import { callEntry, meetSource } from "@/lib/sources/meet-source";
import { updateUser } from "@/lib/sources/save-user";
import { requireVersion } from "@/lib/sources/scim/answer";
import { readObject } from "@/lib/sources/scim/json";
import { checkResource, readResource } from "@/lib/sources/scim/resource";
import { userSchema } from "@/lib/sources/scim/schema";
import { body, sent, tokenId } from "@/lib/sources/scim-input";
import { lockUser, userAnswer } from "@/lib/sources/user-rows";

/**
 * PUT /Users/id: what is not sent is no value of the user any more, except `active`: without it nobody goes and nobody
 * comes back (SCIM-07). The register keeps what is not said. Raises ScimError.
 */
export const replaceUser = command({
  name: "sources.replace-user",
  permission: "sources.provision",
  timeoutMs: 60_000,
  input: z.strictObject({ tokenId: tokenId(), userId: id(), ifMatch: sent(), body: body() }),
  target: async (tx, input) => {
    const source = await meetSource(tx, input.tokenId);
    return { source, known: await lockUser(tx, source.id, input.userId) };
  },
  allow: () => true,
  async change({ tx, actor, input, target: { source, known }, now }) {
    requireVersion(input.ifMatch, known.version);
    const user = readResource(readObject(input.body), userSchema);
    checkResource(user, userSchema);
    const { row, before, after } = await updateUser({ tx, actor, source, now }, known, user);
    return {
      result: { answer: userAnswer(row) as Kept, version: row.version },
      audit: [callEntry(source, `PUT /Users: ${row.userName}`, { before, after })],
    };
  },
});
