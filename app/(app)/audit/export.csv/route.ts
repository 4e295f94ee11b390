import { auditFilters, exportAuditEvents } from "@/lib/audit/queries";
import { requireActor } from "@/lib/auth/session";
import { csvResponse } from "@/lib/csv";
import { readListState } from "@/lib/list-state";
import { errorResponse } from "@/lib/route";

/** The filtered log as CSV. */
export async function GET(request: Request): Promise<Response> {
  try {
    const actor = await requireActor();
    const params = Object.fromEntries(new URL(request.url).searchParams);
    const rows = await exportAuditEvents(actor, readListState(params, auditFilters));
    return csvResponse(
      "audit",
      [
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
      rows,
    );
  } catch (error) {
    return errorResponse(error);
  }
}
