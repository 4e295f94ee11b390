import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CertificateSheet } from "@/components/lifecycle/certificate-sheet";
import { ClientCopies } from "@/components/lifecycle/client-copies";
import { PrintButton } from "@/components/lifecycle/print-button";
import { buttonClass } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Page } from "@/components/ui/page";
import { requireActor } from "@/lib/auth/session";
import { getCertificate } from "@/lib/lifecycle/queries/get-certificate";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const issued = await getCertificate(await requireActor(), (await params).id);
  return { title: issued ? `Certificate of removal ${issued.certificate.number}` : "No certificate" };
}

export default async function CertificatePage({ params }: Props) {
  const actor = await requireActor();
  const { id } = await params;
  const issued = await getCertificate(actor, id);
  if (!issued) notFound();
  const { certificate, sha256, intact, signed, superseded, clients } = issued;
  return (
    <Page
      title="Certificate of removal"
      crumbs={[
        { label: "Departures", href: "/departures" },
        { label: certificate.number, href: `/departures/${id}` },
        { label: "Certificate" },
      ]}
      actions={
        <>
          <PrintButton />
          {signed ? (
            <a href={`/departures/${id}/certificate.json`} className={`${buttonClass()} print:hidden`}>
              Signed JSON
            </a>
          ) : null}
          {/* A download, not a page of the app. */}
          <a href={`/departures/${id}/certificate.pdf`} className={`${buttonClass("primary")} print:hidden`}>
            PDF
          </a>
        </>
      }
    >
      {intact ? null : (
        <Callout tone="critical" title="This certificate was changed after it was issued">
          Its content no longer has the hash that it was given. Do not hand it out; look at the audit log.
        </Callout>
      )}
      {superseded ? (
        <Callout tone="critical" title="A key was seen again since this was issued">
          It says what was proved then. The departure is open again, and another certificate follows.
        </Callout>
      ) : null}
      <CertificateSheet certificate={certificate} sha256={sha256} signed={signed} />
      <ClientCopies departureId={id} clients={clients} />
    </Page>
  );
}
