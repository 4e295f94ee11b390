import { db } from "@/lib/db";
import type { SignedCertificate } from "@/lib/lifecycle/rules/signed";
import { isSigned } from "@/lib/signing";
import type { Prisma } from "@/prisma/generated/client";

/** A signed certificate as it is kept; `intact`: its content is still what was signed. */
export type KeptCertificate = SignedCertificate<object> & { intact: boolean };

/** The latest certificate that fits, with whether its content still fits its signature; null when there is none. */
export async function readSigned(where: Prisma.CertificateWhereInput): Promise<KeptCertificate | null> {
  const row = await db.certificate.findFirst({
    where,
    orderBy: [{ issuedAt: "desc" }, { id: "desc" }],
    select: {
      ...{ id: true, content: true, sha256: true, signature: true, keyId: true },
      key: { select: { fingerprint: true, publicKey: true } },
    },
  });
  if (!row || row.content === null || typeof row.content !== "object") return null;
  const { content, key, ...rest } = row;
  return {
    ...rest,
    certificate: content,
    fingerprint: key.fingerprint,
    intact: isOwn(content, row.id) && isSigned(content, row.signature, key.publicKey),
  };
}

/** Whether what is signed names this certificate; in the first version it named none. */
const isOwn = (content: object, id: string): boolean => !("id" in content) || content.id === id;
