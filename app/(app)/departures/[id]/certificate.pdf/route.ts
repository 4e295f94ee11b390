import { renderCertificate } from "@/components/lifecycle/pdf/render-certificate";
import { requireActor } from "@/lib/auth/session";
import { notFound } from "@/lib/errors";
import { getCertificate } from "@/lib/lifecycle/queries/get-certificate";
import { countExport } from "@/lib/list-export";
import { errorResponse } from "@/lib/route";

/** The certificate of removal as a PDF. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const actor = await requireActor();
    await countExport(actor);
    const issued = await getCertificate(actor, (await params).id);
    if (!issued) throw notFound();
    const pdf = await renderCertificate(issued);
    return new Response(new Uint8Array(pdf), {
      headers: {
        "Content-Type": "application/pdf",
        "Content-Disposition": `attachment; filename="certificate-of-removal-${issued.certificate.number}.pdf"`,
        "Cache-Control": "private, no-store",
      },
    });
  } catch (error) {
    return errorResponse(error);
  }
}
