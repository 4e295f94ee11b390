import { type Actor, systemActor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db";
import { carryOutMove } from "@/lib/moves/carry-out-move";
import { proposeMove } from "@/lib/moves/propose-move";

/** Camille looks after search instead of texts from today on: decided by her manager, and carried out. */
export async function carryOutDemoMove(tx: Tx, actor: Actor, now: Date): Promise<void> {
  const of = (name: string) => tx.person.findFirstOrThrow({ where: { name }, select: { id: true } });
  const [camille, marek, sara] = [
    await of("Camille Lefèvre"),
    await of("Marek Zieliński"),
    await of("Sara Rossi"),
  ];
  const seat = await tx.membership.findFirstOrThrow({
    where: { personId: camille.id, endedAt: null, engagement: { client: { name: "Polar Coffee" } } },
    select: { id: true, engagementId: true },
  });
  const { moveId } = await proposeMove.within(tx, actor, {
    personId: camille.id,
    title: "SEO Specialist",
    ends: [seat.id],
    begins: [{ engagementId: seat.engagementId, role: "SEO Specialist" }],
    effectiveOn: now.toISOString().slice(0, 10),
    note: "She leaves writing and looks after the search of Polar Coffee.",
  });
  // As lib/moves/decide-lines.ts does it for a manager, by the rule of each line.
  await tx.$executeRaw`
    UPDATE "MoveLine" SET "decidedById" = ${marek.id}::uuid, "decidedAt" = ${now}::timestamptz,
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
