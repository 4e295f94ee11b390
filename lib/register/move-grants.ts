import type { Tx } from "@/lib/db";
import type { GrantState, ProofKind } from "@/prisma/generated/enums";

/** One step of one grant. */
export type GrantMove = {
  grantId: string;
  to: GrantState;
  /** The new last proof with how it is known; "withdrawn" when the one that was given no longer stands; absent: as it was. */
  proof?: { kind: ProofKind; how: string } | "withdrawn";
  /** Another end: what was given for a few hours lasts from now (rules/grant-life.ts, endWhenGiven). */
  endsAt?: Date | null;
  taskId?: string | null;
  reason?: string | null;
};

/**
 * Moves grants and writes their GrantTransition rows: one statement, however many. The only place that changes a
 * grant's state. The database refuses a step that the life of a grant does not know (check_grant_step), so the
 * caller asks the rules first.
 */
export async function moveGrants(
  tx: Tx,
  moves: readonly GrantMove[],
  { now, byId }: { now: Date; byId: string | null },
): Promise<void> {
  if (moves.length === 0) return;
  const rows = moves.map(({ grantId, to, proof, endsAt, taskId, reason }) => ({
    grantId,
    to,
    proof: typeof proof === "object" ? proof.kind : null,
    how: typeof proof === "object" ? proof.how : null,
    withdrawn: proof === "withdrawn",
    endsAt: endsAt ?? null,
    taskId: taskId ?? null,
    reason: reason ?? null,
  }));
  await tx.$executeRaw`
    WITH m AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS m("grantId" uuid, "to" "GrantState",
        proof "ProofKind", how text, withdrawn boolean, "endsAt" timestamptz, "taskId" uuid, reason text)
    ), moved AS (
      UPDATE "Grant" g SET
        state = m."to",
        "endsAt" = coalesce(m."endsAt", g."endsAt"),
        "stateSince" = CASE WHEN g.state = m."to" THEN g."stateSince" ELSE ${now}::timestamptz END,
        "closedAt" = CASE WHEN m."to" IN ('removed', 'not_granted') THEN coalesce(g."closedAt", ${now}::timestamptz) END,
        proof = CASE WHEN m.withdrawn THEN NULL ELSE coalesce(m.proof, g.proof) END,
        "provedAt" = CASE WHEN m.withdrawn THEN NULL WHEN m.proof IS NULL THEN g."provedAt" ELSE ${now}::timestamptz END,
        "provedById" = CASE WHEN m.withdrawn THEN NULL WHEN m.proof IS NULL THEN g."provedById" ELSE ${byId}::uuid END,
        "provedHow" = CASE WHEN m.withdrawn THEN NULL WHEN m.proof IS NULL THEN g."provedHow" ELSE m.how END,
        "updatedAt" = ${now}::timestamptz, "updatedById" = ${byId}::uuid
      FROM m WHERE g.id = m."grantId"
      RETURNING g.id
    )
    INSERT INTO "GrantTransition" ("grantId", state, proof, at, "recordedAt", "byId", "taskId", reason)
    SELECT m."grantId", m."to", m.proof, ${now}::timestamptz, ${now}::timestamptz, ${byId}::uuid, m."taskId", m.reason
    FROM m JOIN moved ON moved.id = m."grantId"`;
}
