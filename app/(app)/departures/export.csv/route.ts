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
