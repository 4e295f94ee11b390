import { howFarColumns } from "@/components/lifecycle/how-far-columns";
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
    ...howFarColumns,
    { heading: "Id", value: (row) => row.id },
  ],
});
