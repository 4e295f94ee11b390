import type { Tx } from "@/lib/db";

type By = { now: Date; byId: string | null };

/**
 * Whose secret was changed because of them knows it no more: the rows of these tasks' logins end; of a closing, which
 * gives the login back to the client, everybody's. A departure's own certificate ends its leaver's. One statement.
 */
export async function forgetLogins(tx: Tx, taskIds: readonly string[], { now, byId }: By): Promise<void> {
  await tx.$executeRaw`
    UPDATE "IdentityHolder" h SET "endedAt" = ${now}::timestamptz, "endedById" = ${byId}::uuid
    FROM "Task" t
    WHERE t.id = ANY(${[...taskIds]}::uuid[]) AND t.kind = 'rotate_secret' AND t.cause <> 'departure'
      AND h."identityId" = t."identityId" AND (h."personId" = t."personId" OR t.cause = 'closing')
      AND h."endedAt" IS NULL`;
}

/** The task was not done after all: they know it still, unless they came to know it anew since. */
export async function rememberLogin(tx: Tx, taskId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "IdentityHolder" h SET "endedAt" = NULL, "endedById" = NULL
    FROM "Task" t
    WHERE t.id = ${taskId}::uuid AND t.kind = 'rotate_secret' AND t.cause <> 'departure'
      AND h."identityId" = t."identityId" AND (h."personId" = t."personId" OR t.cause = 'closing')
      AND h."endedAt" = t."attestedAt"
      AND NOT EXISTS (SELECT 1 FROM "IdentityHolder" o WHERE o."identityId" = h."identityId"
        AND o."personId" = h."personId" AND o."endedAt" IS NULL)`;
}
