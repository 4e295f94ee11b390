import { auditFilters } from "@/lib/audit/queries";
import { command, noTarget } from "@/lib/command";
import { openDownload } from "@/lib/download";
import { listQueryInWords, narrowed } from "@/lib/list-narrowing";

/** Lets the audit log be taken out, as it is filtered; who took what stands in the log. */
export const exportAudit = command({
  name: "accounts.export-audit",
  permission: "audit.export",
  secretResult: true,
  input: narrowed(auditFilters),
  target: noTarget,
  confirming: ({ input }) => `take the audit log out of the house, ${listQueryInWords(input)}`,
  allow: () => true,
  async change({ tx, actor, input }) {
    const ticket = await openDownload(tx, actor, { list: "audit", query: input });
    const entry = { objectType: "export", objectId: null, objectName: "audit log" };
    return { result: { ticket }, audit: [{ ...entry, after: { taken: listQueryInWords(input) } }] };
  },
});
