import type { Actor } from "@/lib/auth/actor";
import { sameRole } from "@/lib/clients/rules/kit-lines";
import type { Tx } from "@/lib/db";
import type { MoveNeed } from "@/lib/moves/read-difference";
import type { LiveSeat } from "@/lib/moves/read-seats";
import { askForKit } from "@/lib/requests/ask-for-kit";
import { readBasis } from "@/lib/requests/read-basis";
import { weighKit } from "@/lib/requests/weigh-kit";

type Asking = {
  personId: string;
  seats: readonly LiveSeat[];
  /** In whose name it is asked. */
  requesterId: string;
  reason: string;
  now: Date;
};

/**
 * Makes access requests of what kits need and somebody does not hold, seat by seat, as everybody asks for a kit: who
 * decides them is the access policy's matter. What waits already, or has come since, is not asked for again. Gives how
 * many items were asked for.
 */
export async function askForNeeds(
  tx: Tx,
  actor: Actor,
  needs: readonly MoveNeed[],
  { personId, seats, requesterId, reason, now }: Asking,
): Promise<number> {
  let items = 0;
  for (const seat of seats) {
    const lines = needs
      .filter((need) => need.engagementId === seat.engagementId && sameRole(need.role, seat.role))
      .map(({ kitLineId, ...need }) => ({ ...need, id: kitLineId }));
    if (lines.length === 0) continue;
    const assetIds = lines.map((line) => line.assetId);
    const basis = await readBasis(tx, { clientId: seat.clientId, assetIds, personIds: [personId] }, true);
    if (!basis) continue;
    const { proposed } = await weighKit(tx, lines, basis, { requesterId, now });
    if (proposed.every((each) => each.leftOut !== null)) continue;
    const asked = await askForKit.within(tx, actor, {
      membershipId: seat.membershipId,
      lineIds: lines.map((line) => line.id),
      // The clock asks in the name of whoever decided; everybody else in their own.
      ...(actor.kind === "system" ? { requesterId } : {}),
      reason,
    });
    items += asked.items;
  }
  return items;
}
