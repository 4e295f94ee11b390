import { listExport } from "@/lib/list-export";
import { listRequests, requestFilters } from "@/lib/requests/queries/list-requests";

/** The list of requests, as searched and filtered, as CSV. */
export const GET = listExport({
  name: "requests",
  filters: requestFilters,
  list: listRequests,
  columns: [
    { heading: "Request", value: (row) => row.name },
    { heading: "What", value: (row) => row.sentence },
    { heading: "Client", value: (row) => row.clientName },
    { heading: "For", value: (row) => row.people.join(", ") },
    { heading: "Accounts", value: (row) => row.assetCount },
    { heading: "Work", value: (row) => row.work },
    { heading: "Role", value: (row) => row.rung?.name ?? "differs by account" },
    { heading: "More than the smallest", value: (row) => row.above },
    { heading: "Why", value: (row) => row.reason },
    { heading: "Until", value: (row) => row.until },
    { heading: "Asked", value: (row) => row.askedAt },
    { heading: "State", value: (row) => row.state },
    { heading: "Id", value: (row) => row.id },
  ],
});
