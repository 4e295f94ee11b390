import { grantWords, riskWords } from "@/components/register/words";
import { requireActor } from "@/lib/auth/session";
import { csvResponse } from "@/lib/csv";
import { countExport } from "@/lib/list-export";
import { readListState } from "@/lib/list-state";
import { readAsOf } from "@/lib/register/queries/as-of";
import { exportGrants, grantFilters } from "@/lib/register/queries/list-grants";
import { errorResponse } from "@/lib/route";

/** The filtered register as CSV, as of the chosen day. */
export async function GET(request: Request): Promise<Response> {
  try {
    const actor = await requireActor();
    await countExport(actor);
    const params = Object.fromEntries(new URL(request.url).searchParams);
    const asOf = readAsOf(params.asOf, new Date());
    const rows = await exportGrants(actor, readListState(params, grantFilters), asOf);
    return csvResponse(
      "register",
      [
        { heading: "Holder", value: (row) => row.holder.name },
        { heading: "Kind of holder", value: (row) => row.holder.kind },
        { heading: "Identity", value: (row) => row.holder.identity },
        { heading: "Client", value: (row) => row.asset.clientName },
        { heading: "Platform", value: (row) => row.platform.name },
        { heading: "Account", value: (row) => row.asset.name },
        { heading: "Account id", value: (row) => row.asset.accountId },
        { heading: "Role", value: (row) => row.role.name },
        { heading: "Risk", value: (row) => riskWords[row.risk] },
        { heading: "State", value: (row) => grantWords[row.state] },
        { heading: "Expired, not removed", value: (row) => row.expiredNotRemoved },
        { heading: "Proof", value: (row) => row.proof ?? "none" },
        { heading: "Proved on", value: (row) => row.provedAt },
        { heading: "Purpose", value: (row) => row.purpose },
        { heading: "From", value: (row) => row.startsAt },
        { heading: "Until", value: (row) => row.endsAt },
        { heading: "Id", value: (row) => row.id },
      ],
      rows,
    );
  } catch (error) {
    return errorResponse(error);
  }
}
