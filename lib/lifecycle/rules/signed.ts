/** A certificate as it was issued, with what is needed to check it without Keyholder. */
export type SignedCertificate<Content extends object> = {
  /** The certificate's own id. */
  id: string;
  certificate: Content;
  sha256: string;
  signature: string;
  keyId: string;
  fingerprint: string;
};

/** The file that is handed out beside the PDF: `scripts/verify-certificate.mjs` checks it, and openssl can. */
export function signedDocument({
  id,
  certificate,
  sha256,
  signature,
  keyId,
  fingerprint,
}: SignedCertificate<object>): object {
  return {
    format: "keyholder-certificate/1",
    certificate,
    sha256,
    signature: { id, algorithm: "Ed25519", keyId, fingerprint, value: signature },
  };
}
