import { z } from "zod";
import { command, type Kept } from "@/lib/command";
import { id } from "@/lib/input";
import { callEntry, meetSource } from "@/lib/sources/meet-source";
import { updateUser } from "@/lib/sources/save-user";
import { requireVersion } from "@/lib/sources/scim/answer";
import { readObject } from "@/lib/sources/scim/json";
import { applyPatch, readOperations } from "@/lib/sources/scim/patch";
import { userSchema } from "@/lib/sources/scim/schema";
import { body, sent, tokenId } from "@/lib/sources/scim-input";
import { lockUser, userAnswer, writable } from "@/lib/sources/user-rows";

/** PATCH /Users/id: all operations or none (SCIM-06). Raises ScimError. */
export const patchUser = command({
  name: "sources.patch-user",
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
    const operations = readOperations(readObject(input.body));
    const user = applyPatch(writable(known), operations, userSchema, known.id);
    const { row, before, after } = await updateUser({ tx, actor, source, now }, known, user);
    return {
      result: { answer: userAnswer(row) as Kept, version: row.version },
      audit: [callEntry(source, `PATCH /Users: ${row.userName}`, { before, after })],
    };
  },
});
