import { takeDownload } from "@/lib/accounts/take-download";
import { listExport } from "@/lib/list-export";
import { listPeople, peopleFilters } from "@/lib/people/queries/list-people";

/** The list of people as CSV, as its export was confirmed (`people.export-people`). */
export const GET = listExport({
  name: "people",
  filters: peopleFilters,
  list: listPeople,
  confirmed: (actor, token) => takeDownload(actor, { list: "people", token }),
  columns: [
    { heading: "Name", value: (row) => row.name },
    { heading: "E-mail", value: (row) => row.email },
    { heading: "Title", value: (row) => row.title },
    { heading: "Department", value: (row) => row.department },
    { heading: "Kind", value: (row) => row.kind },
    { heading: "Standing", value: (row) => row.status },
    { heading: "First day", value: (row) => row.startsOn },
    { heading: "Until", value: (row) => row.until },
    { heading: "Keys", value: (row) => row.keys },
    { heading: "Robots", value: (row) => row.robots },
    { heading: "Id", value: (row) => row.id },
  ],
});
