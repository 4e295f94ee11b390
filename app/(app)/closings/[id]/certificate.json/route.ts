import { requireActor } from "@/lib/auth/session";
import { getCloseOut } from "@/lib/closings/queries/get-close-out";
import { notFound } from "@/lib/errors";
import { certificateFile } from "@/lib/http/certificate-file";
import { signedDocument } from "@/lib/lifecycle/rules/signed";
import { countExport } from "@/lib/list-export";
import { errorResponse } from "@/lib/route";

/** The close-out certificate as JSON with its signature, to be checked without Keyholder. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const actor = await requireActor();
    await countExport(actor);
    const issued = await getCloseOut(actor, (await params).id);
    if (!issued) throw notFound();
    return certificateFile(`close-out-certificate-${issued.certificate.number}`, signedDocument(issued));
  } catch (error) {
    return errorResponse(error);
  }
}
