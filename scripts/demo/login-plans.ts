import type { Tx } from "@/lib/db";

/** One shared login has its plan, so that the page shows both: what is in hand, and what is not. */
export async function fillLoginPlans(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "SharedLoginPlan" ("identityId", "keptIn", why, "endsOn", plan, "planBy", "planOwnerId", "updatedAt")
    SELECT i.id, '1Password › Studio › ' || coalesce(pl.name, 'Logins'), 'The client has one seat on this platform.',
      current_date + 60, 'The client buys named seats; each who posts gets an account of their own.',
      current_date + 45, h."personId", now()
    FROM "Identity" i LEFT JOIN "Platform" pl ON pl.id = i."platformId"
    JOIN LATERAL (SELECT "personId" FROM "IdentityHolder" WHERE "identityId" = i.id ORDER BY since, id LIMIT 1) h ON true
    WHERE i.shared AND i."endedAt" IS NULL
    ORDER BY i.address LIMIT 1`;
}
