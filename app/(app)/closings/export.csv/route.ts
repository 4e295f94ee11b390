import { closingFilters, listClosings } from "@/lib/closings/queries/list-closings";
import { listExport } from "@/lib/list-export";

/** The list of ends of engagements and clients, as searched and filtered, as CSV. */
export const GET = listExport({
  name: "ends-of-engagements",
  filters: closingFilters,
  list: listClosings,
  columns: [
    { heading: "End", value: (row) => row.number },
    { heading: "Client", value: (row) => row.clientName },
    { heading: "Engagement", value: (row) => row.engagementName ?? "all work" },
    { heading: "Last moment", value: (row) => row.lastMoment },
    { heading: "Entries", value: (row) => row.total },
    { heading: "Verified", value: (row) => row.verified },
    { heading: "Attested", value: (row) => row.attested },
    { heading: "Waiting for the platform", value: (row) => row.waiting },
    { heading: "Overdue", value: (row) => row.overdue },
    { heading: "Next due", value: (row) => row.nextDueAt },
    { heading: "Certificate", value: (row) => row.certifiedAt },
    { heading: "Cancelled", value: (row) => row.cancelledAt },
    { heading: "Id", value: (row) => row.id },
  ],
});
