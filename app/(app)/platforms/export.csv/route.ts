import { requireActor } from "@/lib/auth/session";
import { csvResponse, EXPORT_ROWS } from "@/lib/csv";
import { readListState } from "@/lib/list-state";
import { listPlatforms, platformFilters } from "@/lib/platforms/queries";
import { errorResponse } from "@/lib/route";

/** The list of platforms, as searched, filtered and sorted, as CSV. */
export async function GET(request: Request): Promise<Response> {
  try {
    const actor = await requireActor();
    const params = Object.fromEntries(new URL(request.url).searchParams);
    const state = { ...readListState(params, platformFilters), page: 1 };
    const { rows } = await listPlatforms(actor, state, EXPORT_ROWS);
    return csvResponse(
      "platforms",
      [
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
      rows,
    );
  } catch (error) {
    return errorResponse(error);
  }
}
