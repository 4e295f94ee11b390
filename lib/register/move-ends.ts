import type { AuditEntry } from "@/lib/audit/event";
import type { Tx } from "@/lib/db";
import { grantEntry, type LockedGrant } from "@/lib/register/lock-grants";

/** Gives locked grants another end: one statement, however many. Gives their audit. */
export async function moveEnds(
  tx: Tx,
  moves: readonly { grant: LockedGrant; endsAt: Date }[],
  { now, byId, reason }: { now: Date; byId: string | null; reason?: string },
): Promise<AuditEntry[]> {
  if (moves.length === 0) return [];
  const rows = moves.map(({ grant, endsAt }) => ({ id: grant.id, endsAt }));
  await tx.$executeRaw`
    UPDATE "Grant" g SET "endsAt" = m."endsAt",
      -- Whoever is given it longer is reminded anew.
      "lapsesSince" = NULL, "lapsesById" = NULL, "updatedAt" = ${now}::timestamptz, "updatedById" = ${byId}::uuid
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS m(id uuid, "endsAt" timestamptz)
    WHERE g.id = m.id`;
  return moves.map(({ grant, endsAt }) =>
    grantEntry(grant, {
      before: { endsAt: grant.endsAt?.toISOString() ?? null },
      after: { endsAt: endsAt.toISOString() },
      reason: reason ?? null,
    }),
  );
}
