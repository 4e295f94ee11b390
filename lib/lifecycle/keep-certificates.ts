import type { Tx } from "@/lib/db";
import { newIds, takeId } from "@/lib/register/new-ids";
import { readSigner, type Signed } from "@/lib/signing";
import type { Prisma } from "@/prisma/generated/client";

type Kept = { content: object; departureId?: string; closingId?: string; clientId?: string };
type Issued = Signed & { content: { version: 2; id: string } & Record<string, unknown> };

/**
 * Gives certificates their ids, signs each together with its own, and keeps them, in a constant number of statements,
 * however many. Gives what was signed of each, with its hash and signature, in the same order.
 */
export async function keepCertificates(
  tx: Tx,
  certificates: readonly Kept[],
  { now, byId }: { now: Date; byId: string | null },
): Promise<Issued[]> {
  const sign = await readSigner(tx);
  const ids = await newIds(tx, certificates.length);
  const issued = certificates.map(({ content: says, ...about }) => {
    const content = { ...says, version: 2 as const, id: takeId(ids) };
    return { about, of: { ...sign(content), content } };
  });
  await tx.certificate.createMany({
    data: issued.map(({ about, of: { content, ...signed } }) => ({
      ...about,
      ...signed,
      id: content.id,
      content: content as Prisma.InputJsonObject,
      issuedAt: now,
      issuedById: byId,
    })),
  });
  return issued.map(({ of }) => of);
}
