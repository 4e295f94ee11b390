import { Prisma, type Tx } from "@/lib/db";

/** What a task asks that has to set an end on a platform; its answer says whether it is set. */
export const PLATFORM_END = "platform_end";

/**
 * The end that a grant (g, its role r, its account a, the platform pl) can be given on its platform, as `f`, and the
 * step that says so with its date as `step`: where the catalogue knows of one, and it is not too far away.
 */
export const endStep = Prisma.sql`
  CROSS JOIN LATERAL jsonb_to_record(nullif(pl.facts -> 'membershipEnd', 'null'::jsonb))
    AS f("heldOn" text[], roles text[], step text, "longestDays" int, verified boolean)
  CROSS JOIN LATERAL (SELECT replace(replace(f.step, '{role}', r.name), '{end}',
      to_char((g."endsAt" - interval '1 millisecond') AT TIME ZONE 'UTC', 'FMDD FMMonth YYYY'))
    || CASE WHEN f.verified THEN '' ELSE ' Nobody has verified this step in the catalogue yet.' END AS step) AS s`;

/** Whether such an end can be set for the grant. */
export const canHaveEnd = Prisma.sql`
  a.type = ANY(f."heldOn") AND (f.roles IS NULL OR r.key = ANY(f.roles)) AND g."endsAt" > now()
  AND g."lastsMinutes" IS NULL
  AND (f."longestDays" IS NULL OR g."endsAt" <= now() + make_interval(days => f."longestDays"))`;

/** Asks of the grant and change tasks that the end is set on the platform too. One statement, however many. */
export async function makeEndSteps(tx: Tx, taskIds: readonly string[]): Promise<void> {
  if (taskIds.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO "TaskFollowUp" ("taskId", kind, detail)
    SELECT DISTINCT t.id, ${PLATFORM_END}, s.step
    FROM "Task" t JOIN "TaskGrant" tg ON tg."taskId" = t.id AND tg.effect = 'add' JOIN "Grant" g ON g.id = tg."grantId"
    JOIN "PlatformRole" r ON r.id = g."roleId" JOIN "Asset" a ON a.id = g."assetId"
    JOIN "Platform" pl ON pl.id = a."platformId" ${endStep}
    WHERE t.id = ANY(${[...taskIds]}::uuid[]) AND t.kind IN ('grant', 'change') AND ${canHaveEnd}
    ON CONFLICT ("taskId", detail) DO NOTHING`;
}
