import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CloseOutSheet } from "@/components/closings/close-out-sheet";
import { PrintButton } from "@/components/lifecycle/print-button";
import { buttonClass } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Page } from "@/components/ui/page";
import { requireActor } from "@/lib/auth/session";
import { getCloseOut } from "@/lib/closings/queries/get-close-out";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const issued = await getCloseOut(await requireActor(), (await params).id);
  return { title: issued ? `Close-out certificate ${issued.certificate.number}` : "No certificate" };
}

/** The close-out certificate, for the studio and for the client's own contacts. */
export default async function CloseOutPage({ params }: Props) {
  const actor = await requireActor();
  const { id } = await params;
  const issued = await getCloseOut(actor, id);
  if (!issued) notFound();
  const { number } = issued.certificate;
  const path = `/closings/${id}/certificate`;
  return (
    <Page
      title="Close-out certificate"
      crumbs={
        actor.kind === "contact"
          ? [{ label: "Your room", href: "/room" }, { label: `Close-out ${number}` }]
          : [
              { label: "Ends of engagements", href: "/closings" },
              { label: number, href: `/closings/${id}` },
              { label: "Certificate" },
            ]
      }
      actions={
        <>
          <PrintButton />
          {/* Downloads, not pages of the app. */}
          <a href={`${path}.json`} className={`${buttonClass()} print:hidden`}>
            Signed JSON
          </a>
          <a href={`${path}.pdf`} className={`${buttonClass("primary")} print:hidden`}>
            PDF
          </a>
        </>
      }
    >
      {issued.intact ? null : (
        <Callout tone="critical" title="This certificate does not fit its signature">
          Its content was changed after it was issued. Do not rely on it; ask the studio’s security lead.
        </Callout>
      )}
      <CloseOutSheet issued={issued} />
    </Page>
  );
}
