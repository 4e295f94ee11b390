import { z } from "zod";
import type { Kept } from "@/lib/command";
import { command } from "@/lib/command";
import { callEntry, meetSource } from "@/lib/sources/meet-source";
import { insertUser } from "@/lib/sources/save-user";
import { readObject } from "@/lib/sources/scim/json";
import { checkResource, readResource } from "@/lib/sources/scim/resource";
import { userSchema } from "@/lib/sources/scim/schema";
import { body, tokenId } from "@/lib/sources/scim-input";
import { userAnswer } from "@/lib/sources/user-rows";

/**
 * POST /Users: a user, and the person of the studio whom it means. Gives the user as it is answered. Raises ScimError:
 * uniqueness when there is one already, or somebody else manages the person.
 */
export const createUser = command({
  name: "sources.create-user",
  permission: "sources.provision",
  input: z.strictObject({ tokenId: tokenId(), body: body() }),
  target: (tx, input) => meetSource(tx, input.tokenId),
  allow: () => true,
  async change({ tx, actor, input, target: source, now }) {
    const user = readResource(readObject(input.body), userSchema);
    checkResource(user, userSchema);
    const { row, after } = await insertUser({ tx, actor, source, now }, user);
    return {
      result: { answer: userAnswer(row) as Kept, version: row.version },
      audit: [callEntry(source, `POST /Users: ${row.userName}`, { after })],
    };
  },
});
