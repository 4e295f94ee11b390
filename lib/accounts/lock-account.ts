import type { Tx } from "@/lib/db";
import type { Role } from "@/prisma/generated/enums";

export type LockedAccount = {
  id: string;
  personId: string;
  personName: string;
  roles: Role[];
  disabledAt: Date | null;
  /** The accounts that can sign in as an owner, this one among them or not; none that is for emergencies. */
  ownerIds: string[];
};

/**
 * Locks an account together with all that can sign in as an owner, in one order: two owners who take each other's
 * role at once come one after the other, and the second sees that none would be left.
 */
export async function lockAccount(tx: Tx, accountId: string): Promise<LockedAccount | null> {
  const rows = await tx.$queryRaw<(Omit<LockedAccount, "ownerIds"> & { isOwner: boolean })[]>`
    SELECT a.id, a."personId", p.name AS "personName", a.roles::text[] AS roles, a."disabledAt",
      'owner' = ANY(a.roles) AND a."disabledAt" IS NULL AND a."breakGlassAt" IS NULL
        AND p."endedAt" IS NULL
        AND (p."accessEndsAt" IS NULL OR p."accessEndsAt" > now()) AS "isOwner"
    FROM "Account" a JOIN "Person" p ON p.id = a."personId"
    WHERE a.id = ${accountId}::uuid OR 'owner' = ANY(a.roles)
    ORDER BY a.id FOR UPDATE OF a`;
  const found = rows.find((row) => row.id === accountId);
  if (!found) return null;
  const { isOwner: _, ...account } = found;
  return { ...account, ownerIds: rows.filter((row) => row.isOwner).map((row) => row.id) };
}
