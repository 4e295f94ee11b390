import { type Actor, systemActor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db";
import { carryOutMove } from "@/lib/moves/carry-out-move";
import { proposeMove } from "@/lib/moves/propose-move";

/** Elif looks after a community instead of advertisements from today on: decided by her manager, and carried out. */
export async function carryOutDemoMove(tx: Tx, actor: Actor, now: Date): Promise<void> {
  const of = (name: string) => tx.person.findFirstOrThrow({ where: { name }, select: { id: true } });
  const [elif, chloe, sara] = [await of("Elif Brown"), await of("Chloé Weber"), await of("Sara Rossi")];
  const seat = await tx.membership.findFirstOrThrow({
    where: { personId: elif.id, endedAt: null, engagement: { client: { name: "Atlas Mutual" } } },
    select: { id: true, engagementId: true },
  });
  const { moveId } = await proposeMove.within(tx, actor, {
    personId: elif.id,
    title: "Community Manager",
    ends: [seat.id],
    begins: [{ engagementId: seat.engagementId, role: "Community Manager" }],
    effectiveOn: now.toISOString().slice(0, 10),
    note: "She follows Leïla at Atlas Mutual.",
  });
  // As lib/moves/decide-lines.ts does it for a manager, by the rule of each line.
  await tx.$executeRaw`
    UPDATE "MoveLine" SET "decidedById" = ${chloe.id}::uuid, "decidedAt" = ${now}::timestamptz,
      decision = (CASE verdict WHEN 'propose' THEN 'ask' ELSE verdict::text END)::"MoveDecision"
    WHERE "moveId" = ${moveId}::uuid`;
  await tx.move.update({
    where: { id: moveId },
    data: { state: "decided", decidedAt: now, proposedById: sara.id },
  });
  await carryOutMove.within(tx, systemActor("mover"), { moveId });
  // As everything that the demo tells, it is told in the app alone.
  await tx.notification.updateMany({
    where: { cause: { startsWith: `move ${moveId}` } },
    data: { mail: "none", routedAt: now },
  });
}
