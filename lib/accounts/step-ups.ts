import type { Actor } from "@/lib/auth/actor";
import { PROOF_MINUTES } from "@/lib/auth/step-up";
import type { Tx } from "@/lib/db";
import type { ProofStrength } from "@/prisma/generated/enums";

export type StepUpRow = { id: string; command: string; strength: ProofStrength; accountId: string };

/** A proof that was asked for in the actor's session and is still open, locked; null when there is none. */
export async function lockStepUp(tx: Tx, stepUpId: string, actor: Actor): Promise<StepUpRow | null> {
  const rows = await tx.$queryRaw<StepUpRow[]>`
    SELECT u.id, u.command, u.strength::text AS strength, s."accountId"
    FROM "StepUp" u JOIN "Session" s ON s.id = u."sessionId"
    WHERE u.id = ${stepUpId}::uuid AND u."sessionId" = ${actor.sessionId}::uuid
      AND u."verifiedAt" IS NULL AND u."createdAt" > now() - make_interval(mins => ${2 * PROOF_MINUTES})
    FOR UPDATE OF u`;
  return rows[0] ?? null;
}

/** Marks it proved, by a factor in words. From now on it counts for five minutes, once. */
export async function markProved(tx: Tx, stepUpId: string, method: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "StepUp" SET "verifiedAt" = now(), method = ${method} WHERE id = ${stepUpId}::uuid AND "verifiedAt" IS NULL`;
}
