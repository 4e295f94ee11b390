import { requireActor } from "@/lib/auth/session";
import { assetFilters, listAssets } from "@/lib/clients/queries/list-assets";
import { csvResponse, EXPORT_ROWS } from "@/lib/csv";
import { readListState } from "@/lib/list-state";
import { errorResponse } from "@/lib/route";

/** The list of accounts, as searched, filtered and sorted, as CSV. */
export async function GET(request: Request): Promise<Response> {
  try {
    const actor = await requireActor();
    const params = Object.fromEntries(new URL(request.url).searchParams);
    const state = { ...readListState(params, assetFilters), page: 1 };
    const { rows } = await listAssets(actor, state, EXPORT_ROWS);
    return csvResponse(
      "accounts",
      [
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
      rows,
    );
  } catch (error) {
    return errorResponse(error);
  }
}
