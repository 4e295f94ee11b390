import { assetFilters, listAssets } from "@/lib/clients/queries/list-assets";
import { listExport } from "@/lib/list-export";

/** The list of accounts, as searched, filtered and sorted, as CSV. */
export const GET = listExport({
  name: "accounts",
  filters: assetFilters,
  list: listAssets,
  columns: [
    { heading: "Account", value: (row) => row.name },
    { heading: "Client", value: (row) => row.client },
    { heading: "Platform", value: (row) => row.platform },
    { heading: "Kind", value: (row) => row.typeLabel },
    { heading: "Account id", value: (row) => row.accountId },
    { heading: "Owned by", value: (row) => row.ownedBy },
    { heading: "Custodian", value: (row) => row.custodian },
    { heading: "Custodian at the client", value: (row) => row.custodianAtClient },
    { heading: "People", value: (row) => row.people },
    { heading: "Keys", value: (row) => row.keys },
    { heading: "Ended", value: (row) => row.endedAt },
    { heading: "Id", value: (row) => row.id },
  ],
});
