import { CertificateLines, SignatureFoot } from "@/components/lifecycle/certificate-sheet";
import { momentText } from "@/components/lifecycle/certificate-words";
import type { CloseOut } from "@/lib/closings/rules/certificate";
import type { SignedCertificate } from "@/lib/lifecycle/rules/signed";
import { closeOutSentence, partsOf } from "./close-out-words";

/** A close-out certificate as a sheet of paper, on screen and printed. */
export function CloseOutSheet({ issued }: { issued: SignedCertificate<CloseOut> }) {
  const { certificate } = issued;
  const { number, client, engagement, issuedAt, issuedBy, agreement, dpa } = certificate;
  return (
    <article className="flex max-w-4xl flex-col gap-6 border border-rule bg-sheet p-10 max-md:p-4 print:border-0 print:p-0">
      <header>
        <p className="text-second">Close-out certificate {number}</p>
        <p className="font-serif text-[2.25rem]/11 font-semibold">{client}</p>
        {engagement ? <p className="text-lead text-second">{engagement}</p> : null}
        <p className="mt-3 max-w-prose text-lead">{closeOutSentence(certificate)}</p>
        <p className="mt-3 text-second">
          Issued on {momentText(issuedAt)} by {issuedBy}.{agreement ? ` Agreement: ${agreement}.` : ""}
          {dpa ? ` Data processing addendum: ${dpa}.` : ""}
        </p>
      </header>
      {partsOf(certificate).map(({ title, lines }) => (
        <CertificateLines key={title} title={title} lines={lines} ofOne />
      ))}
      <SignatureFoot issued={issued} />
    </article>
  );
}
