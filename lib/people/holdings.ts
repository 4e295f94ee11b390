import type { Reader } from "@/lib/db";
import type { Holdings } from "@/lib/people/rules";

/** What a person still has, in one statement: keys that are not over (those to be granted too), robots, shared logins, custody, work. */
export async function readHoldings(reader: Reader, personId: string): Promise<Holdings> {
  const [row] = await reader.$queryRaw<Holdings[]>`
    SELECT
      (SELECT count(*)::int FROM "Grant" WHERE "personId" = ${personId}::uuid AND "closedAt" IS NULL) AS keys,
      (SELECT count(*)::int FROM "Robot" WHERE "ownerId" = ${personId}::uuid AND "endedAt" IS NULL) AS robots,
      (SELECT count(*)::int FROM "IdentityHolder" h JOIN "Identity" i ON i.id = h."identityId"
        WHERE h."personId" = ${personId}::uuid AND h."endedAt" IS NULL AND i."endedAt" IS NULL
          AND i.shared) AS "sharedLogins",
      (SELECT count(*)::int FROM "Asset" WHERE "custodianId" = ${personId}::uuid AND "endedAt" IS NULL)
        AS custodies,
      (SELECT count(*)::int FROM "Task" WHERE "assigneeId" = ${personId}::uuid
        AND state IN ('open', 'invited', 'waiting_for_platform')) AS tasks,
      (SELECT count(*)::int FROM "SharedLoginPlan" s JOIN "Identity" i ON i.id = s."identityId"
        WHERE s."planOwnerId" = ${personId}::uuid AND i."endedAt" IS NULL) AS plans,
      (SELECT count(*)::int FROM "RequestItem" WHERE "personId" = ${personId}::uuid AND state = 'waiting') AS requests`;
  return row ?? { keys: 0, robots: 0, sharedLogins: 0, custodies: 0, tasks: 0, plans: 0, requests: 0 };
}
