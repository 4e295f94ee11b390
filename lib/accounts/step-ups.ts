import type { Actor } from "@/lib/auth/actor";
import { PROOF_MINUTES } from "@/lib/auth/step-up";
import type { Tx } from "@/lib/db";
import { conflict } from "@/lib/errors";
import type { ProofStrength } from "@/prisma/generated/enums";

export type StepUpRow = { id: string; command: string; strength: ProofStrength; accountId: string };

/**
 * A proof that was asked for in the actor's session and is still open, locked. Raises conflict when there is none:
 * it is of another session, too old, or was given already.
 */
export async function lockStepUp(tx: Tx, stepUpId: string, actor: Actor): Promise<StepUpRow> {
  const rows = await tx.$queryRaw<StepUpRow[]>`
    SELECT u.id, u.command, u.strength::text AS strength, s."accountId"
    FROM "StepUp" u JOIN "Session" s ON s.id = u."sessionId"
    WHERE u.id = ${stepUpId}::uuid AND u."sessionId" = ${actor.sessionId}::uuid
      AND u."verifiedAt" IS NULL AND u."createdAt" > now() - make_interval(mins => ${2 * PROOF_MINUTES})
    FOR UPDATE OF u`;
  if (!rows[0]) throw conflict("This took too long, or was confirmed already. Cancel it, and send it again.");
  return rows[0];
}

/** Marks it proved, by a factor in words. From now on it counts for five minutes, once. */
export async function markProved(tx: Tx, stepUpId: string, method: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "StepUp" SET "verifiedAt" = now(), method = ${method} WHERE id = ${stepUpId}::uuid AND "verifiedAt" IS NULL`;
}
