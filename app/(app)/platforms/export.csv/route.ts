import { listExport } from "@/lib/list-export";
import { listPlatforms, platformFilters } from "@/lib/platforms/queries";

/** The list of platforms, as searched, filtered and sorted, as CSV. */
export const GET = listExport({
  name: "platforms",
  filters: platformFilters,
  list: listPlatforms,
  columns: [
    { heading: "Platform", value: (row) => row.name },
    { heading: "Vendor", value: (row) => row.vendor },
    { heading: "Kind", value: (row) => row.category },
    { heading: "Own entry", value: (row) => row.custom },
    { heading: "Roles", value: (row) => row.roles },
    { heading: "Unverified roles", value: (row) => row.unverified },
    { heading: "Accounts", value: (row) => row.assets },
    { heading: "Keys", value: (row) => row.keys },
    { heading: "Id", value: (row) => row.id },
  ],
});
