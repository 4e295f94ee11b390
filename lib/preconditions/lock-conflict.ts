import type { Tx } from "@/lib/db";

/** A pair of conflicting duties, locked; null when there is none. */
export async function lockConflict(tx: Tx, conflictId: string) {
  await tx.$queryRaw`SELECT id FROM "DutyConflict" WHERE id = ${conflictId}::uuid FOR UPDATE`;
  const row = await tx.dutyConflict.findUnique({ where: { id: conflictId } });
  return row && { ...row, first: row.firstDuty, second: row.secondDuty };
}
