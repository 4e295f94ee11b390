import { requireActor } from "@/lib/auth/session";
import { csvResponse, EXPORT_ROWS } from "@/lib/csv";
import { readListState } from "@/lib/list-state";
import { listPeople, peopleFilters } from "@/lib/people/queries/list-people";
import { errorResponse } from "@/lib/route";

/** The list of people, as searched, filtered and sorted, as CSV. */
export async function GET(request: Request): Promise<Response> {
  try {
    const actor = await requireActor();
    const params = Object.fromEntries(new URL(request.url).searchParams);
    const state = { ...readListState(params, peopleFilters), page: 1 };
    const { rows } = await listPeople(actor, state, EXPORT_ROWS);
    return csvResponse(
      "people",
      [
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
      rows,
    );
  } catch (error) {
    return errorResponse(error);
  }
}
