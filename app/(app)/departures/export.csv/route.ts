import { howFarColumns } from "@/components/lifecycle/how-far-columns";
import { kindWords } from "@/components/lifecycle/words";
import { departureFilters, listDepartures } from "@/lib/lifecycle/queries/list-departures";
import { listExport } from "@/lib/list-export";

/** The list of departures, as searched and filtered, as CSV. */
export const GET = listExport({
  name: "departures",
  filters: departureFilters,
  list: listDepartures,
  columns: [
    { heading: "Departure", value: (row) => row.number },
    { heading: "Who", value: (row) => row.personName },
    { heading: "Title", value: (row) => row.personTitle },
    { heading: "Kind", value: (row) => kindWords[row.kind].name },
    ...howFarColumns,
    { heading: "Id", value: (row) => row.id },
  ],
});
