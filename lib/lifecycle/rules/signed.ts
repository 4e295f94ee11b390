/** A certificate as it was issued, with what is needed to check it without Keyholder. */
export type SignedCertificate<Content extends object> = {
  /** The certificate's own id. What was issued in the first format does not have it in what is signed. */
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
  const signed = { algorithm: "Ed25519", keyId, fingerprint, value: signature };
  return "id" in certificate
    ? { format: "keyholder-certificate/2", certificate, sha256, signature: signed }
    : { format: "keyholder-certificate/1", certificate, sha256, signature: { id, ...signed } };
}
