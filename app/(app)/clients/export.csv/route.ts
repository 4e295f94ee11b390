import { requireActor } from "@/lib/auth/session";
import { clientFilters, listClients } from "@/lib/clients/queries/list-clients";
import { csvResponse, EXPORT_ROWS } from "@/lib/csv";
import { readListState } from "@/lib/list-state";
import { errorResponse } from "@/lib/route";

/** The list of clients, as searched, filtered and sorted, as CSV. */
export async function GET(request: Request): Promise<Response> {
  try {
    const actor = await requireActor();
    const params = Object.fromEntries(new URL(request.url).searchParams);
    const state = { ...readListState(params, clientFilters), page: 1 };
    const { rows } = await listClients(actor, state, EXPORT_ROWS);
    return csvResponse(
      "clients",
      [
        { heading: "Client", value: (row) => row.name },
        { heading: "Running engagements", value: (row) => row.engagements },
        { heading: "Next end", value: (row) => row.nextEnd },
        { heading: "Without agreement or DPA", value: (row) => row.withoutPapers },
        { heading: "Accounts", value: (row) => row.assets },
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
