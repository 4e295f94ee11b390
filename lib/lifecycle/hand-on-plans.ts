import type { AuditEntry } from "@/lib/audit/event";
import type { Tx } from "@/lib/db";

type Given = { personId: string; heirId: string | null; now: Date; byId: string | null };

/**
 * Gives the plans for shared logins that this person owns to somebody who stays; without an heir they stay, and the
 * departure is not finished before somebody has them. One statement, however many. Gives their audit.
 */
export async function handOnPlans(tx: Tx, { personId, heirId, now, byId }: Given): Promise<AuditEntry[]> {
  if (!heirId) return [];
  const plans = await tx.$queryRaw<{ id: string; address: string }[]>`
    UPDATE "SharedLoginPlan" s SET "planOwnerId" = ${heirId}::uuid, "updatedAt" = ${now}::timestamptz,
      "updatedById" = ${byId}::uuid
    FROM "Identity" i WHERE i.id = s."identityId" AND i."endedAt" IS NULL AND s."planOwnerId" = ${personId}::uuid
    RETURNING i.id, i.address`;
  return plans.map(({ id, address }) => ({
    objectType: "identity",
    objectId: id,
    objectName: address,
    before: { planOwnerId: personId },
    after: { planOwnerId: heirId },
  }));
}
