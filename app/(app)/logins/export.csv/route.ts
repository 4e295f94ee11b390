import { listExport } from "@/lib/list-export";
import { listLogins } from "@/lib/register/queries/list-logins";

/** The shared logins that are left, with their plans, as CSV. */
export const GET = listExport({
  name: "shared-logins",
  filters: [],
  list: async (actor, _, pageSize) => {
    const rows = (await listLogins(actor)).slice(0, pageSize);
    return { rows, total: rows.length, page: 1, pageSize };
  },
  columns: [
    { heading: "Login", value: (row) => row.address },
    { heading: "Platform", value: (row) => row.platform?.name },
    { heading: "Lets in at", value: (row) => row.places.join("; ") },
    { heading: "Known to", value: (row) => row.holders.map(({ name }) => name).join("; ") },
    { heading: "Second factor", value: (row) => row.mfa },
    { heading: "Why there is one", value: (row) => row.plan?.why },
    { heading: "Secret kept in", value: (row) => row.plan?.keptIn },
    { heading: "Ends", value: (row) => row.plan?.endsOn },
    { heading: "Plan", value: (row) => row.plan?.text },
    { heading: "Plan due", value: (row) => row.plan?.by },
    { heading: "Who sees to it", value: (row) => row.plan?.owner.name },
    { heading: "Lacks", value: (row) => row.lacks.join("; ") },
    { heading: "Id", value: (row) => row.id },
  ],
});
