import { requireActor } from "@/lib/auth/session";
import { csvResponse } from "@/lib/csv";
import { notFound } from "@/lib/errors";
import { getDeparture } from "@/lib/lifecycle/queries/get-departure";
import { countExport } from "@/lib/list-export";
import { errorResponse } from "@/lib/route";

/** The checklist of a departure as CSV, worst first. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const actor = await requireActor();
    await countExport(actor);
    const departure = await getDeparture(actor, (await params).id);
    if (!departure) throw notFound();
    return csvResponse(
      `departure-${departure.number}`,
      [
        { heading: "Task", value: (row) => row.number },
        { heading: "Kind", value: (row) => row.kind },
        { heading: "What", value: (row) => row.title },
        { heading: "Client", value: (row) => row.client?.name },
        { heading: "Platform", value: (row) => row.platform?.name },
        { heading: "Account", value: (row) => row.asset?.name },
        { heading: "Account id", value: (row) => row.asset?.accountId },
        { heading: "Identity", value: (row) => row.identity },
        { heading: "Roles", value: (row) => row.roles.map((role) => role.name).join(" + ") },
        { heading: "Risk", value: (row) => row.risk },
        { heading: "Due", value: (row) => row.dueAt },
        { heading: "State", value: (row) => row.state },
        { heading: "Outcome", value: (row) => row.outcome },
        {
          heading: "Looked under",
          value: (row) => [...new Set(row.evidence.flatMap((each) => each.lookedUnder))].join(" "),
        },
        { heading: "With", value: (row) => row.assignee },
        { heading: "Done by", value: (row) => row.attestedBy },
        { heading: "Done at", value: (row) => row.attestedAt },
        { heading: "Verified by", value: (row) => row.verifiedBy },
        { heading: "Verified at", value: (row) => row.verifiedAt },
        {
          heading: "SHA-256 of evidence",
          value: (row) => row.evidence.flatMap((each) => each.sha256 ?? []).join(" "),
        },
      ],
      departure.checklist,
    );
  } catch (error) {
    return errorResponse(error);
  }
}
