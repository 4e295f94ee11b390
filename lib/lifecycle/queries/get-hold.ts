import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { isId } from "@/lib/input";

/** The legal hold on somebody, where one stands, and whether the one who asks may place and lift it. */
export type HoldOfPerson = {
  hold: { reason: string; placedAt: Date; placedBy: string | null } | null;
  can: { write: boolean };
};

/** The legal hold on a person. Raises forbidden for who may not follow departures. */
export async function getHold(actor: Actor, personId: string): Promise<HoldOfPerson | null> {
  requirePermission(actor, "departures.read");
  if (!isId(personId)) return null;
  const [hold] = await db.$queryRaw<{ reason: string; placedAt: Date; placedBy: string | null }[]>`
    SELECT h.reason, h."placedAt", p.name AS "placedBy"
    FROM "LegalHold" h LEFT JOIN "Person" p ON p.id = h."placedById"
    WHERE h."personId" = ${personId}::uuid AND h."liftedAt" IS NULL`;
  return {
    hold: hold ?? null,
    can: { write: may(actor, "holds.write") && actor.personId !== personId },
  };
}
