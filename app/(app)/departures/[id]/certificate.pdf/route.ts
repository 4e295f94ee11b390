import { renderCertificate } from "@/components/lifecycle/pdf/render-certificate";
import { requireActor } from "@/lib/auth/session";
import { notFound } from "@/lib/errors";
import { certificateFile } from "@/lib/http/certificate-file";
import { getCertificate, getClientCertificate } from "@/lib/lifecycle/queries/get-certificate";
import { countExport } from "@/lib/list-export";
import { errorResponse } from "@/lib/route";

/** The certificate of removal as a PDF; with `?client=`, what that client is given. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  try {
    const actor = await requireActor();
    await countExport(actor);
    const departureId = (await params).id;
    const clientId = new URL(request.url).searchParams.get("client");
    if (clientId) {
      const signed = await getClientCertificate(actor, { departureId, clientId });
      if (!signed) throw notFound();
      const { certificate, sha256 } = signed;
      return certificateFile(
        `certificate-of-removal-${certificate.number}`,
        await renderCertificate({ certificate, sha256, signed }),
      );
    }
    const issued = await getCertificate(actor, departureId);
    if (!issued) throw notFound();
    return certificateFile(
      `certificate-of-removal-${issued.certificate.number}`,
      await renderCertificate(issued),
    );
  } catch (error) {
    return errorResponse(error);
  }
}
