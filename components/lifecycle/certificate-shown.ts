import type { Certificate } from "@/lib/lifecycle/rules/certificate";
import type { ClientCertificate } from "@/lib/lifecycle/rules/client-certificate";
import type { SignedCertificate } from "@/lib/lifecycle/rules/signed";

/** A certificate of removal to show: whole, or what one client is given; signed, unless it was issued before that. */
export type CertificateShown = {
  certificate: Certificate | ClientCertificate;
  sha256: string;
  signed: SignedCertificate<object> | null;
};
