import { renderToBuffer } from "@react-pdf/renderer";
import type { Certificate } from "@/lib/lifecycle/rules/certificate";
import { CertificateDocument } from "./certificate-document";

/** The bytes of a certificate's PDF. */
export function renderCertificate(issued: { certificate: Certificate; sha256: string }): Promise<Buffer> {
  return renderToBuffer(<CertificateDocument {...issued} />);
}
