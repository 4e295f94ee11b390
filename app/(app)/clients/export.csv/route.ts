import { clientFilters, listClients } from "@/lib/clients/queries/list-clients";
import { listExport } from "@/lib/list-export";

/** The list of clients, as searched, filtered and sorted, as CSV. */
export const GET = listExport({
  name: "clients",
  filters: clientFilters,
  list: listClients,
  columns: [
    { heading: "Client", value: (row) => row.name },
    { heading: "Running engagements", value: (row) => row.engagements },
    { heading: "Next end", value: (row) => row.nextEnd },
    { heading: "Without agreement or DPA", value: (row) => row.withoutPapers },
    { heading: "Accounts", value: (row) => row.assets },
    { heading: "People", value: (row) => row.people },
    { heading: "Keys", value: (row) => row.keys },
    { heading: "Ended", value: (row) => row.endedAt },
    { heading: "Id", value: (row) => row.id },
  ],
});
