import type { Tx } from "@/lib/db";
import type { ConflictChangeKind, ConflictEffect, ConflictReach } from "@/prisma/generated/enums";

type Terms = { reach: ConflictReach; effect: ConflictEffect; oneRole: boolean };

/** Adds a line to what has become of a pair of conflicting duties: its terms from then on, why, when and by whom. */
export async function noteConflictChange(
  tx: Tx,
  conflictId: string,
  kind: ConflictChangeKind,
  { reach, effect, oneRole }: Terms,
  by: { reason: string; at: Date; byId: string | null },
): Promise<void> {
  await tx.dutyConflictChange.create({ data: { conflictId, kind, reach, effect, oneRole, ...by } });
}
