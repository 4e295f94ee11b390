import type { CsvColumn } from "@/lib/csv";
import type { HowFar } from "@/lib/lifecycle/queries/how-far";

type Ending = HowFar & { lastMoment: Date; certifiedAt: Date | null; cancelledAt: Date | null };

/** The columns of an export that say how far a departure or a closing is. */
export const howFarColumns: readonly CsvColumn<Ending>[] = [
  { heading: "Last moment", value: (row) => row.lastMoment },
  { heading: "Entries", value: (row) => row.total },
  { heading: "Verified", value: (row) => row.verified },
  { heading: "Attested", value: (row) => row.attested },
  { heading: "Waiting for the platform", value: (row) => row.waiting },
  { heading: "Overdue", value: (row) => row.overdue },
  { heading: "Next due", value: (row) => row.nextDueAt },
  { heading: "Certificate", value: (row) => row.certifiedAt },
  { heading: "Cancelled", value: (row) => row.cancelledAt },
];
