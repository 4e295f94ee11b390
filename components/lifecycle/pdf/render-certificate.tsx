import { renderToBuffer } from "@react-pdf/renderer";
import type { CertificateShown } from "../certificate-shown";
import { CertificateDocument } from "./certificate-document";

/** The bytes of a certificate's PDF. */
export function renderCertificate(shown: CertificateShown): Promise<Buffer> {
  return renderToBuffer(<CertificateDocument {...shown} />);
}
