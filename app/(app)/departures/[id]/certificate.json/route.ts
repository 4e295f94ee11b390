import { requireActor } from "@/lib/auth/session";
import { notFound } from "@/lib/errors";
import { certificateFile } from "@/lib/http/certificate-file";
import { getCertificate, getClientCertificate } from "@/lib/lifecycle/queries/get-certificate";
import { signedDocument } from "@/lib/lifecycle/rules/signed";
import { countExport } from "@/lib/list-export";
import { errorResponse } from "@/lib/route";

/** The certificate of removal as JSON with its signature; with `?client=`, what that client is given. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  try {
    const actor = await requireActor();
    await countExport(actor);
    const departureId = (await params).id;
    const clientId = new URL(request.url).searchParams.get("client");
    const signed = clientId
      ? await getClientCertificate(actor, { departureId, clientId })
      : (await getCertificate(actor, departureId))?.signed;
    if (!signed) throw notFound();
    return certificateFile(`certificate-of-removal-${signed.certificate.number}`, signedDocument(signed));
  } catch (error) {
    return errorResponse(error);
  }
}
