import type { Tx } from "@/lib/db";
import { conflict } from "@/lib/errors";
import { whyNotYet } from "@/lib/people/rules";

type Row = { name: string; startsOn: Date | null; invited: boolean };

/**
 * Raises conflict when access would be given to somebody who is not there yet: before their first day, or while an
 * invitation to Keyholder waits that they have not accepted (with a passkey, where the policy of their role asks for
 * one). It can be asked for and decided before. One statement, however many grants.
 */
export async function refuseBeforeArrival(tx: Tx, grantIds: readonly string[], now: Date): Promise<void> {
  if (grantIds.length === 0) return;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT DISTINCT p.id, p.name, p."startsOn", NOT EXISTS (SELECT 1 FROM "Account" a WHERE a."personId" = p.id)
      AND EXISTS (SELECT 1 FROM "OneTimeLink" l WHERE l."personId" = p.id AND l.kind = 'invite'
        AND l."consumedAt" IS NULL AND l."withdrawnAt" IS NULL) AS invited
    FROM "Grant" g JOIN "Person" p ON p.id = g."personId"
    WHERE g.id = ANY(${[...grantIds]}::uuid[]) ORDER BY p.id`;
  for (const row of rows) {
    const why = whyNotYet(row, now);
    if (why) throw conflict(`Do not give this to ${row.name} yet: ${why}.`);
  }
}
