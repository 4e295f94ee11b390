import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";

/** The public half of a key that signs certificates, or signed them. */
export type SigningKeyRow = {
  id: string;
  fingerprint: string;
  /** SubjectPublicKeyInfo as PEM. */
  publicKey: string;
  createdAt: Date;
  retiredAt: Date | null;
  certificates: number;
};

/** The keys that certificates are signed with, the current one first. Raises forbidden. */
export async function listSigningKeys(actor: Actor): Promise<SigningKeyRow[]> {
  requirePermission(actor, "signatures.read");
  const rows = await db.signingKey.findMany({
    orderBy: { createdAt: "desc" },
    select: {
      ...{ id: true, fingerprint: true, publicKey: true, createdAt: true, retiredAt: true },
      _count: { select: { certificates: true } },
    },
  });
  return rows.map(({ _count, ...row }) => ({ ...row, certificates: _count.certificates }));
}
