import type { Tx } from "@/lib/db";
import { readSigner, type Signed } from "@/lib/signing";
import type { Prisma } from "@/prisma/generated/client";

type Kept = { content: object; departureId?: string; closingId?: string; clientId?: string };

/**
 * Signs certificates and keeps them, in a constant number of statements, however many. Gives each one's hash and
 * signature, in the same order.
 */
export async function keepCertificates(
  tx: Tx,
  certificates: readonly Kept[],
  { now, byId }: { now: Date; byId: string | null },
): Promise<Signed[]> {
  const sign = await readSigner(tx);
  const signed = certificates.map((each) => ({ each, of: sign(each.content) }));
  await tx.certificate.createMany({
    data: signed.map(({ each: { content, ...about }, of }) => ({
      ...about,
      ...of,
      content: content as Prisma.InputJsonObject,
      issuedAt: now,
      issuedById: byId,
    })),
  });
  return signed.map(({ of }) => of);
}
