import type { Tx } from "@/lib/db";
import type { GrantCause, GrantState, ProofKind } from "@/prisma/generated/enums";

/** A grant that is about to have its row. */
export type NewGrant = {
  id: string;
  personId: string | null;
  robotId: string | null;
  identityId: string | null;
  assetId: string;
  roleId: string;
  engagementId: string | null;
  purpose: string;
  startsAt: Date;
  endsAt: Date | null;
  /** Just in time: so long from when it works. */
  lastsMinutes?: number | null;
  state: GrantState;
  proof: ProofKind | null;
  provedHow: string | null;
  taskId: string | null;
  /** Where one call has several causes; absent: the one of the making. */
  causeId?: string | null;
};

type Making = {
  now: Date;
  byId: string | null;
  cause: GrantCause;
  causeId: string | null;
  /** Since when it was so in the world; now unless an existing access is recorded. */
  since?: "start" | "now";
};

/** Inserts grants with their first transition: one statement, however many. */
export async function insertGrants(tx: Tx, grants: readonly NewGrant[], making: Making): Promise<void> {
  if (grants.length === 0) return;
  const { now, byId, cause, causeId, since = "now" } = making;
  await tx.$executeRaw`
    WITH n AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(grants)}::jsonb) AS n(id uuid, "personId" uuid,
        "robotId" uuid, "identityId" uuid, "assetId" uuid, "roleId" uuid, "engagementId" uuid, purpose text,
        "startsAt" timestamptz, "endsAt" timestamptz, "lastsMinutes" int, state "GrantState", proof "ProofKind", "provedHow" text,
        "taskId" uuid, "causeId" uuid)
    ), made AS (
      INSERT INTO "Grant" (id, "personId", "robotId", "identityId", "assetId", "roleId", "engagementId", purpose,
        "startsAt", "endsAt", "lastsMinutes", state, proof, "provedAt", "provedById", "provedHow", "stateSince", cause, "causeId",
        "createdAt", "createdById", "updatedAt", "updatedById")
      SELECT n.id, n."personId", n."robotId", n."identityId", n."assetId", n."roleId", n."engagementId", n.purpose,
        n."startsAt", n."endsAt", n."lastsMinutes", n.state, n.proof, CASE WHEN n.proof IS NOT NULL THEN ${now}::timestamptz END,
        CASE WHEN n.proof IS NOT NULL THEN ${byId}::uuid END, n."provedHow", ${now}::timestamptz, ${cause}::"GrantCause",
        coalesce(n."causeId", ${causeId}::uuid), ${now}::timestamptz, ${byId}::uuid, ${now}::timestamptz, ${byId}::uuid
      FROM n
      RETURNING id
    )
    INSERT INTO "GrantTransition" ("grantId", state, proof, at, "recordedAt", "byId", "taskId")
    SELECT n.id, n.state, n.proof, CASE WHEN ${since}::text = 'start' THEN least(n."startsAt", ${now}::timestamptz) ELSE ${now}::timestamptz END,
      ${now}::timestamptz, ${byId}::uuid, n."taskId"
    FROM n JOIN made ON made.id = n.id`;
}
