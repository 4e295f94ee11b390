import { listExport } from "@/lib/list-export";
import { findingFilters, listFindings } from "@/lib/register/queries/list-findings";

/** The list of findings, as searched and filtered, as CSV. */
export const GET = listExport({
  name: "findings",
  filters: findingFilters,
  list: listFindings,
  columns: [
    { heading: "Finding", value: (row) => row.detail },
    { heading: "Task", value: (row) => row.task?.number },
    { heading: "Opened", value: (row) => row.openedAt },
    { heading: "Decided", value: (row) => row.resolvedAt },
    { heading: "Decision", value: (row) => row.resolution },
    { heading: "Id", value: (row) => row.id },
  ],
});
