import type { Tx } from "@/lib/db";
import { leftByCapabilities } from "@/lib/platforms/left-behind";

const needs = JSON.stringify(
  Object.entries(leftByCapabilities).map(([kind, capabilities]) => ({ kind, capabilities })),
);

/**
 * Gives removals what may stay behind on their platform, by its catalogue: as far as the roles can have left it, and
 * only where somebody was ever in. One statement, however many tasks; a task that has its list keeps it.
 */
export async function makeFollowUps(tx: Tx, taskIds: readonly string[]): Promise<void> {
  if (taskIds.length === 0) return;
  await tx.$executeRaw`
    WITH needs AS (SELECT * FROM jsonb_to_recordset(${needs}::jsonb) AS n(kind text, capabilities text[])),
    gone AS (
      SELECT t.id, t."assetId", array_agg(DISTINCT c.capability::text) AS capabilities
      FROM "Task" t JOIN "TaskGrant" tg ON tg."taskId" = t.id JOIN "Grant" g ON g.id = tg."grantId"
      JOIN "PlatformRole" r ON r.id = g."roleId" LEFT JOIN LATERAL unnest(r.capabilities) AS c(capability) ON true
      WHERE t.id = ANY(${[...taskIds]}::uuid[]) AND t.kind = 'revoke'
      GROUP BY t.id
      HAVING bool_or(EXISTS (SELECT 1 FROM "GrantTransition" s WHERE s."grantId" = g.id AND s.state = 'active'))
    )
    INSERT INTO "TaskFollowUp" ("taskId", kind, detail)
    SELECT gone.id, f.kind, f.detail FROM gone JOIN "Asset" a ON a.id = gone."assetId"
    JOIN "Platform" pl ON pl.id = a."platformId"
    CROSS JOIN LATERAL jsonb_to_recordset(coalesce(pl.facts -> 'leftBehind', '[]')) AS f(kind text, detail text)
    LEFT JOIN needs ON needs.kind = f.kind
    WHERE needs.kind IS NULL OR needs.capabilities && gone.capabilities
    ON CONFLICT ("taskId", detail) DO NOTHING`;
}
