import type { Tx } from "@/lib/db";

/** Somebody whom a source reports, as they stand. */
export type Reported = {
  id: string;
  name: string;
  startsOn: Date | null;
  /** They have left, or a departure of theirs is under way. */
  leaving: boolean;
  /** Whether this source manages them. */
  managed: boolean;
  /** What waits about them already. */
  heldId: string | null;
};

/** The people of a report, locked, in the order of their ids; who is unknown is missing. Two statements. */
export async function lockReported(
  tx: Tx,
  sourceId: string,
  personIds: readonly string[],
): Promise<Reported[]> {
  const ids = [...personIds];
  // Locked first and read then, so that what was waited for is seen.
  await tx.$queryRaw`SELECT id FROM "Person" WHERE id = ANY (${ids}::uuid[]) ORDER BY id FOR UPDATE`;
  return tx.$queryRaw<Reported[]>`
    SELECT p.id, p.name, p."startsOn",
      p."endedAt" IS NOT NULL OR EXISTS (SELECT 1 FROM "Departure" d WHERE d."personId" = p.id
        AND d."cancelledAt" IS NULL AND d."certifiedAt" IS NULL) AS leaving,
      EXISTS (SELECT 1 FROM "SourcePerson" s
        WHERE s."personId" = p.id AND s."sourceId" = ${sourceId}::uuid) AS managed,
      (SELECT r.id FROM "DepartureReport" r
        WHERE r."personId" = p.id AND r."heldBecause" IS NOT NULL AND r."decidedAt" IS NULL) AS "heldId"
    FROM "Person" p WHERE p.id = ANY (${ids}::uuid[]) ORDER BY p.id`;
}
