import { requireActor } from "@/lib/auth/session";
import { notFound } from "@/lib/errors";
import { leftoversCsv } from "@/lib/imports/leftovers";
import { getLeftovers } from "@/lib/imports/queries/list-import-rows";
import { countExport } from "@/lib/list-export";
import { errorResponse } from "@/lib/route";

/** What an import has not taken over, as CSV to be finished and brought again. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  try {
    const actor = await requireActor();
    await countExport(actor);
    const found = await getLeftovers(actor, (await params).id);
    if (!found) throw notFound();
    return new Response(leftoversCsv(found.headings, found.leftovers), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": `attachment; filename="keyholder-import-${found.number}-leftovers.csv"`,
        "Cache-Control": "private, no-store",
      },
    });
  } catch (error) {
    return errorResponse(error);
  }
}
