import type { Tx } from "@/lib/db";

export type LockedProvider = {
  id: string;
  name: string;
  issuer: string;
  clientId: string;
  believedAmr: string[];
  believedAcr: string[];
  endedAt: Date | null;
};

/** An issuer, locked; null when there is none with this id. */
export async function lockProvider(tx: Tx, providerId: string): Promise<LockedProvider | null> {
  const rows = await tx.$queryRaw<LockedProvider[]>`
    SELECT id, name, issuer, "clientId", "believedAmr", "believedAcr", "endedAt"
    FROM "IdentityProvider" WHERE id = ${providerId}::uuid FOR UPDATE`;
  return rows[0] ?? null;
}
