import { z } from "zod";
import { command, type Kept } from "@/lib/command";
import { id } from "@/lib/input";
import { findGroup, groupAnswer, readGroups } from "@/lib/sources/group-rows";
import { callEntry, meetSource } from "@/lib/sources/meet-source";
import { listAnswer, project, readSlice, readWanted, type Wanted } from "@/lib/sources/scim/answer";
import { parseFilter } from "@/lib/sources/scim/filter";
import { groupSchema } from "@/lib/sources/scim/schema";
import { sent, tokenId } from "@/lib/sources/scim-input";

const wanted = { attributes: sent(), excludedAttributes: sent() };

/** Whether anybody wants the members: Entra ID asks without them. */
const wantsMembers = (only: Wanted) =>
  !only?.but.some(({ attribute, sub }) => attribute.name === "members" && !sub) &&
  (!only?.only.length || only.only.some(({ attribute }) => attribute.name === "members"));

/** GET /Groups: a page of those that fit. Raises ScimError. */
export const searchGroups = command({
  name: "sources.search-groups",
  permission: "sources.provision",
  input: z.strictObject({ tokenId: tokenId(), filter: sent(), startIndex: sent(), count: sent(), ...wanted }),
  target: (tx, input) => meetSource(tx, input.tokenId),
  allow: () => true,
  async change({ tx, input, target: source }) {
    const slice = readSlice(input.startIndex, input.count);
    const filter = input.filter ? parseFilter(input.filter, groupSchema) : null;
    const only = readWanted(input.attributes, input.excludedAttributes, groupSchema);
    const { total, rows } = await readGroups(tx, source.id, filter, slice, wantsMembers(only));
    const answer = listAnswer(
      total,
      slice,
      rows.map((row) => project(groupAnswer(row), only)),
    );
    return {
      result: { answer: answer as Kept },
      audit: [
        callEntry(source, "GET /Groups", {
          after: { filter: input.filter, ...slice, answered: rows.length, total },
        }),
      ],
    };
  },
});

/** GET /Groups/id. Raises ScimError. */
export const readGroup = command({
  name: "sources.read-group",
  permission: "sources.provision",
  input: z.strictObject({ tokenId: tokenId(), groupId: id(), ...wanted }),
  target: async (tx, input) => {
    const source = await meetSource(tx, input.tokenId);
    return { source, row: await findGroup(tx, source.id, input.groupId) };
  },
  allow: () => true,
  async change({ input, target: { source, row } }) {
    const only = readWanted(input.attributes, input.excludedAttributes, groupSchema);
    return {
      result: { answer: project(groupAnswer(row), only) as Kept, version: row.version },
      audit: [callEntry(source, `GET /Groups: ${row.displayName}`)],
    };
  },
});
