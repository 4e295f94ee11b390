import { riskWords, standingWords } from "@/components/register/words";
import { listExport } from "@/lib/list-export";
import { listTasks, taskFilters } from "@/lib/register/queries/list-tasks";

/** The worklist, as searched and filtered, as CSV. */
export const GET = listExport({
  name: "work",
  filters: taskFilters,
  list: listTasks,
  columns: [
    { heading: "Task", value: (row) => row.number },
    { heading: "What", value: (row) => row.title },
    { heading: "Client", value: (row) => row.clientName },
    { heading: "Platform", value: (row) => row.platform?.name },
    { heading: "Account", value: (row) => row.asset?.name },
    { heading: "Account id", value: (row) => row.asset?.accountId },
    { heading: "About", value: (row) => row.subjectName },
    { heading: "Risk", value: (row) => riskWords[row.risk] },
    { heading: "State", value: (row) => standingWords(row) },
    { heading: "Whose", value: (row) => row.assigneeName },
    { heading: "Due", value: (row) => row.dueAt },
    { heading: "Waits until", value: (row) => row.waitsUntil },
    { heading: "Because of", value: (row) => row.cause },
    { heading: "Id", value: (row) => row.id },
  ],
});
