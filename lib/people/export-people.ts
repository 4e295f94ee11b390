import { command, noTarget } from "@/lib/command";
import { openDownload } from "@/lib/download";
import { listQueryInWords, narrowed } from "@/lib/list-narrowing";
import { peopleFilters } from "@/lib/people/queries/list-people";

/** Lets the list of people be taken out, as it is filtered; who took what stands in the log. */
export const exportPeople = command({
  name: "people.export-people",
  permission: "people.export",
  secretResult: true,
  input: narrowed(peopleFilters),
  target: noTarget,
  confirming: ({ input }) => `take the list of people out of the house, ${listQueryInWords(input)}`,
  allow: () => true,
  async change({ tx, actor, input }) {
    const ticket = await openDownload(tx, actor, { list: "people", query: input });
    const entry = { objectType: "export", objectId: null, objectName: "list of people" };
    return { result: { ticket }, audit: [{ ...entry, after: { taken: listQueryInWords(input) } }] };
  },
});
