import { z } from "zod";
import { command, type Kept } from "@/lib/command";
import { id } from "@/lib/input";
import { callEntry, meetSource } from "@/lib/sources/meet-source";
import { listAnswer, project, readSlice, readWanted } from "@/lib/sources/scim/answer";
import { parseFilter } from "@/lib/sources/scim/filter";
import { userSchema } from "@/lib/sources/scim/schema";
import { sent, tokenId } from "@/lib/sources/scim-input";
import { findUser, readUsers, userAnswer } from "@/lib/sources/user-rows";

const wanted = { attributes: sent(), excludedAttributes: sent() };

/** GET /Users: a page of those that fit. A command, because each call is written down (SEC-115). Raises ScimError. */
export const searchUsers = command({
  name: "sources.search-users",
  permission: "sources.provision",
  input: z.strictObject({ tokenId: tokenId(), filter: sent(), startIndex: sent(), count: sent(), ...wanted }),
  target: (tx, input) => meetSource(tx, input.tokenId),
  allow: () => true,
  async change({ tx, input, target: source }) {
    const slice = readSlice(input.startIndex, input.count);
    const filter = input.filter ? parseFilter(input.filter, userSchema) : null;
    const only = readWanted(input.attributes, input.excludedAttributes, userSchema);
    const { total, rows } = await readUsers(tx, source.id, filter, slice);
    const answer = listAnswer(
      total,
      slice,
      rows.map((row) => project(userAnswer(row), only)),
    );
    return {
      result: { answer: answer as Kept },
      audit: [
        callEntry(source, "GET /Users", {
          after: { filter: input.filter, ...slice, answered: rows.length, total },
        }),
      ],
    };
  },
});

/** GET /Users/id. Raises ScimError. */
export const readUser = command({
  name: "sources.read-user",
  permission: "sources.provision",
  input: z.strictObject({ tokenId: tokenId(), userId: id(), ...wanted }),
  target: async (tx, input) => {
    const source = await meetSource(tx, input.tokenId);
    return { source, row: await findUser(tx, source.id, input.userId) };
  },
  allow: () => true,
  async change({ input, target: { source, row } }) {
    const only = readWanted(input.attributes, input.excludedAttributes, userSchema);
    return {
      result: { answer: project(userAnswer(row), only) as Kept, version: row.version },
      audit: [callEntry(source, `GET /Users: ${row.userName}`)],
    };
  },
});
