import type { Actor } from "@/lib/auth/actor";
import { db, type Tx } from "@/lib/db";
import type { StepUpAsked } from "@/lib/errors";
import type { ProofStrength } from "@/prisma/generated/enums";

/** How old a proof may be when it is used (SEC-05). */
export const PROOF_MINUTES = 5;

/** What a proof is bound to, beside the session. */
export type Proven = { command: string; inputHash: Uint8Array<ArrayBuffer>; strength: ProofStrength };

/**
 * Uses the session's proof for exactly this command and input, once, in the command's own transaction. Gives the
 * factor in words; null when there is none that still counts. What only the strongest of an account has proved does
 * not count where a phishing-resistant proof is wanted.
 */
export async function consumeProof(tx: Tx, actor: Actor, proven: Proven): Promise<string | null> {
  const rows = await tx.$queryRaw<{ method: string }[]>`
    UPDATE "StepUp" SET "consumedAt" = now() WHERE id = (
      SELECT id FROM "StepUp"
      WHERE "sessionId" = ${actor.sessionId}::uuid AND command = ${proven.command}
        AND "inputHash" = ${proven.inputHash} AND strength = ${proven.strength}::"ProofStrength"
        AND "verifiedAt" > now() - make_interval(mins => ${PROOF_MINUTES}) AND "consumedAt" IS NULL
      ORDER BY "verifiedAt" DESC LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING method`;
  return rows[0]?.method ?? null;
}

/** Writes down which proof a command wants, so that its person can give it. For the command kernel. */
export async function askForProof(
  actor: Actor,
  { command, inputHash, strength }: Proven,
  does: string,
): Promise<StepUpAsked> {
  if (!actor.sessionId) throw new Error("Only a session can prove anything.");
  await db.$executeRaw`
    DELETE FROM "StepUp" WHERE id IN (
      SELECT id FROM "StepUp" WHERE "createdAt" < now() - interval '1 day' LIMIT 200 FOR UPDATE SKIP LOCKED)`;
  const { id } = await db.stepUp.create({
    data: { sessionId: actor.sessionId, command, inputHash, strength },
    select: { id: true },
  });
  return { id, does };
}
