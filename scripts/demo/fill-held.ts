import type { Tx } from "@/lib/db";

/** As many as the guard does not believe at once, and fewer than would fill Today. */
const REPORTED = 6;

/**
 * Half an hour ago the studio's HR system said that a whole team had left: somebody had moved it there. It is held,
 * and waits for whoever asks.
 */
export async function fillHeld(tx: Tx, now: Date): Promise<void> {
  const at = new Date(now.getTime() - 30 * 60_000);
  const since = new Date(now.getTime() - 200 * 86_400_000);
  await tx.$executeRaw`
    WITH source AS (
      INSERT INTO "HrSource" (kind, name, "lastSeenAt", "createdAt", "updatedAt")
      VALUES ('scim', 'Personio', ${at}::timestamptz, ${since}::timestamptz, ${since}::timestamptz) RETURNING id
    ), managed AS (
      INSERT INTO "SourcePerson" ("sourceId", "personId", "externalId", "createdAt")
      SELECT source.id, p.id, p."employeeNumber", ${since}::timestamptz FROM "Person" p, source
      WHERE p."endedAt" IS NULL AND p.kind = 'employee' RETURNING "personId"
    )
    INSERT INTO "DepartureReport" ("sourceId", "personId", kind, "reportedAt", "heldBecause")
    SELECT source.id, p.id, 'terminated_now', ${at}::timestamptz, 'too_many'
    FROM source, "Person" p JOIN managed m ON m."personId" = p.id
    WHERE p."accessEndsAt" IS NULL AND p."managerId" = (
      SELECT r."managerId" FROM "Person" r JOIN managed n ON n."personId" = r.id
      WHERE r."managerId" IS NOT NULL AND r."accessEndsAt" IS NULL
      GROUP BY r."managerId" ORDER BY count(*) DESC, r."managerId" LIMIT 1)
    ORDER BY p.name LIMIT ${REPORTED}`;
}
