import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { isId } from "@/lib/input";
import { type KeptCertificate, readSigned } from "@/lib/lifecycle/read-signed";
import { type Certificate, certificateHash, certificateSchema } from "@/lib/lifecycle/rules/certificate";
import { type ClientCertificate, clientCertificateSchema } from "@/lib/lifecycle/rules/client-certificate";
import type { SignedCertificate } from "@/lib/lifecycle/rules/signed";

/** A certificate as it was issued. `intact`: its content still has the hash that it was given, and its signature. */
export type IssuedCertificate = {
  certificate: Certificate;
  sha256: string;
  intact: boolean;
  /** Null for what was issued before certificates were signed. */
  signed: SignedCertificate<Certificate> | null;
  /** A key was seen again since it was issued. */
  superseded: boolean;
  /** The clients who have one of their own. */
  clients: { id: string; name: string }[];
};

/** The certificate of a departure; null when there is none. Raises forbidden for who may not read departures. */
export async function getCertificate(actor: Actor, departureId: string): Promise<IssuedCertificate | null> {
  requirePermission(actor, "departures.read");
  if (!isId(departureId)) return null;
  const [row, kept, clients] = await Promise.all([
    db.departure.findUnique({
      where: { id: departureId },
      select: { certificate: true, certificateSha256: true, certifiedAt: true, reopenedAt: true },
    }),
    readSigned({ departureId, clientId: null }),
    db.$queryRaw<{ id: string; name: string }[]>`
      SELECT DISTINCT c.id, c.name FROM "Certificate" x JOIN "Client" c ON c.id = x."clientId"
      WHERE x."departureId" = ${departureId}::uuid ORDER BY c.name`,
  ]);
  if (!row?.certificate || !row.certificateSha256) return null;
  const certificate = certificateSchema.parse(row.certificate);
  const signed = kept && { ...kept, certificate: certificateSchema.parse(kept.certificate) };
  return {
    certificate,
    sha256: row.certificateSha256,
    intact:
      certificateHash(certificate) === row.certificateSha256 &&
      (!signed || (signed.intact && signed.sha256 === row.certificateSha256)),
    signed,
    superseded: row.reopenedAt !== null && row.certifiedAt === null,
    clients,
  };
}

/** What one client is given of a departure: its own keys alone. Null when there is none. */
export async function getClientCertificate(
  actor: Actor,
  { departureId, clientId }: { departureId: string; clientId: string },
): Promise<(SignedCertificate<ClientCertificate> & Pick<KeptCertificate, "intact">) | null> {
  requirePermission(actor, "departures.read");
  if (!isId(departureId) || !isId(clientId)) return null;
  const kept = await readSigned({ departureId, clientId });
  return kept && { ...kept, certificate: clientCertificateSchema.parse(kept.certificate) };
}
