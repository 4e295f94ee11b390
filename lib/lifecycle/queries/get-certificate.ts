import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { isId } from "@/lib/input";
import { type Certificate, certificateHash, certificateSchema } from "@/lib/lifecycle/rules/certificate";

/** A certificate as it was issued. `intact`: its content still has the hash that it was given. */
export type IssuedCertificate = { certificate: Certificate; sha256: string; intact: boolean };

/** The certificate of a departure; null when there is none. Raises forbidden for who may not read departures. */
export async function getCertificate(actor: Actor, departureId: string): Promise<IssuedCertificate | null> {
  requirePermission(actor, "departures.read");
  if (!isId(departureId)) return null;
  const row = await db.departure.findUnique({
    where: { id: departureId },
    select: { certificate: true, certificateSha256: true },
  });
  if (!row?.certificate || !row.certificateSha256) return null;
  const certificate = certificateSchema.parse(row.certificate);
  return {
    certificate,
    sha256: row.certificateSha256,
    intact: certificateHash(certificate) === row.certificateSha256,
  };
}
