import type { Actor } from "@/lib/auth/actor";
import { PROOF_MINUTES } from "@/lib/auth/step-up";
import type { Tx } from "@/lib/db";
import { conflict, forbidden } from "@/lib/errors";
import type { ProofStrength } from "@/prisma/generated/enums";

export type StepUpRow = { id: string; command: string; strength: ProofStrength; accountId: string };

/**
 * A proof that was asked for in the actor's session and is still open, locked. Raises conflict when there is none: it is
 * too old, or was given already; forbidden when it is another session's, audited with whose.
 */
export async function lockStepUp(tx: Tx, stepUpId: string, actor: Actor): Promise<StepUpRow> {
  const rows = await tx.$queryRaw<(StepUpRow & { sessionId: string; personName: string; isOpen: boolean })[]>`
    SELECT u.id, u.command, u.strength::text AS strength, s."accountId", u."sessionId",
      coalesce(p.name, c.name) AS "personName",
      u."verifiedAt" IS NULL AND u."createdAt" > now() - make_interval(mins => ${2 * PROOF_MINUTES}) AS "isOpen"
    FROM "StepUp" u JOIN "Session" s ON s.id = u."sessionId" JOIN "Account" a ON a.id = s."accountId"
    LEFT JOIN "Person" p ON p.id = a."personId" LEFT JOIN "ClientContact" c ON c.id = a."contactId"
    WHERE u.id = ${stepUpId}::uuid
    FOR UPDATE OF u`;
  const [row] = rows;
  if (row && row.sessionId !== actor.sessionId) {
    throw forbidden("This was begun in another session. Cancel it, and send it again.", {
      objectType: "account",
      objectId: row.accountId,
      objectName: row.personName,
      detail: `to confirm ${row.command}`,
    });
  }
  if (!row?.isOpen) {
    throw conflict("This took too long, or was confirmed already. Cancel it, and send it again.");
  }
  return row;
}

/** Marks it proved, by a factor in words. From now on it counts for five minutes, once. */
export async function markProved(tx: Tx, stepUpId: string, method: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "StepUp" SET "verifiedAt" = now(), method = ${method} WHERE id = ${stepUpId}::uuid AND "verifiedAt" IS NULL`;
}
