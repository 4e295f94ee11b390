import { requireActor } from "@/lib/auth/session";
import { notFound } from "@/lib/errors";
import { countEvidence } from "@/lib/list-export";
import { attachment } from "@/lib/register/attachment";
import { getEvidenceFile } from "@/lib/register/queries/evidence";
import { errorResponse } from "@/lib/route";

/** An evidence file, for who may see its task: as a download only; the proxy gives it a sandbox. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const actor = await requireActor();
    await countEvidence(actor);
    const file = await getEvidenceFile(actor, (await params).id);
    if (!file) throw notFound();
    return new Response(new Uint8Array(file.bytes), {
      headers: {
        "Content-Type": file.mediaType,
        "Content-Length": String(file.bytes.length),
        "Content-Disposition": attachment(file.fileName),
        "Cache-Control": "private, no-store",
      },
    });
  } catch (error) {
    return errorResponse(error);
  }
}
