import type { Tx } from "@/lib/db";
import { type DepartureRow, readDeparture } from "@/lib/lifecycle/departure-row";

/**
 * Opens the departure of somebody whose stay was ended without one, because they held nothing as far as the register
 * knew, and who was seen since. Of two at once the second violates that a person has one open departure.
 */
export async function openLate(
  tx: Tx,
  person: { id: string; endedAt: Date },
  { now, byId }: { now: Date; byId: string | null },
): Promise<DepartureRow> {
  const { id } = await tx.departure.create({
    data: {
      ...{ personId: person.id, kind: "leaves", lastMoment: person.endedAt },
      ...{ startedAt: now, startedById: byId },
    },
  });
  const departure = await readDeparture(tx, id);
  if (!departure) throw new Error(`The departure ${id} was made and cannot be read.`);
  return departure;
}
