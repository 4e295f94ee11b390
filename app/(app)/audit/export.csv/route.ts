import { takeDownload } from "@/lib/accounts/take-download";
import { auditFilters, listAuditEvents } from "@/lib/audit/queries";
import { listExport } from "@/lib/list-export";

/** The log as CSV, as its export was confirmed (`accounts.export-audit`). */
export const GET = listExport({
  name: "audit",
  filters: auditFilters,
  list: listAuditEvents,
  confirmed: (actor, token) => takeDownload(actor, { list: "audit", token }),
  columns: [
    { heading: "No.", value: (row) => row.seq },
    { heading: "When (UTC)", value: (row) => row.at },
    { heading: "Who", value: (row) => row.actorName },
    { heading: "From", value: (row) => row.ip },
    { heading: "Action", value: (row) => row.action },
    { heading: "Outcome", value: (row) => row.outcome },
    { heading: "Kind", value: (row) => row.objectType },
    { heading: "On", value: (row) => row.objectName },
    { heading: "Id", value: (row) => row.objectId },
    { heading: "Reason", value: (row) => row.reason },
    { heading: "Before", value: (row) => JSON.stringify(row.before) },
    { heading: "After", value: (row) => JSON.stringify(row.after) },
    { heading: "Hash", value: (row) => row.hash },
  ],
});
