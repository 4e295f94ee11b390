import type { Tx } from "@/lib/db";

/** So many at once; what is left comes with the next run. */
const MOST = 200;

/** Absences whose first day has come, of people who are here: theirs begin now. One statement. */
export function readDueAbsences(tx: Tx): Promise<{ id: string }[]> {
  return tx.$queryRaw<{ id: string }[]>`
    SELECT b.id FROM "Absence" b JOIN "Person" p ON p.id = b."personId"
    WHERE b."begunAt" IS NULL AND b."endedAt" IS NULL AND b."startsOn" <= now()
      AND p."endedAt" IS NULL AND p."accessEndsAt" IS NULL
    ORDER BY b."startsOn", b.id LIMIT ${MOST}`;
}
