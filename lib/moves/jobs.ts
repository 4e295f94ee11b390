import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import type { JobAnswer } from "@/lib/jobs";
import { carryOutMove } from "@/lib/moves/carry-out-move";
import { remindOfMoves } from "@/lib/moves/remind-of-moves";

/**
 * Carries out the moves whose day has come, each in a transaction of its own, and closes those of people who leave. One
 * that fails holds no other up, and is tried again.
 */
export async function carryOutDueMoves(): Promise<JobAnswer> {
  const due = await db.$queryRaw<{ id: string }[]>`
    SELECT m.id FROM "Move" m JOIN "Person" p ON p.id = m."personId"
    WHERE m.state IN ('waiting', 'decided')
      AND ((m."effectiveOn" <= current_date AND p."awaySince" IS NULL) OR p."endedAt" IS NOT NULL
        OR EXISTS (SELECT 1 FROM "Departure" d WHERE d."personId" = p.id AND d."cancelledAt" IS NULL))
    ORDER BY m."effectiveOn", m.id`;
  const failed: unknown[] = [];
  let done = 0;
  for (const { id: moveId } of due) {
    try {
      const { outcome } = await carryOutMove(systemActor("mover"), { moveId });
      if (outcome === "done") done += 1;
    } catch (error) {
      failed.push(error);
    }
  }
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} moves were not carried out.`);
  return done > 0 ? { said: `${done} ${done === 1 ? "move counts" : "moves count"} from today` } : undefined;
}

/** Tells of moves that are near and not decided. */
export async function remindOfNearMoves(): Promise<JobAnswer> {
  const { near } = await remindOfMoves(systemActor("clock"), {});
  return near > 0 ? { said: `Told of ${near} undecided ${near === 1 ? "move" : "moves"}` } : undefined;
}
