import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { decidableItems, visibleItems } from "@/lib/requests/queries/visible";

/** Requests, in numbers: those that the actor can decide, all that wait (of those they may see), and their own. */
export type RequestCounts = { toDecide: number; waiting: number; mine: number };

/** Counts waiting requests for the navigation and for Today, in one statement. */
export async function requestCounts(actor: Actor): Promise<RequestCounts> {
  requirePermission(actor, "requests.read");
  const [row] = await db.$queryRaw<RequestCounts[]>`
    SELECT (count(DISTINCT i."requestId") FILTER (WHERE ${decidableItems(actor)}))::int AS "toDecide",
      count(DISTINCT i."requestId")::int AS waiting,
      (count(DISTINCT i."requestId") FILTER (WHERE i."requesterId" = ${actor.personId}::uuid
        OR i."personId" = ${actor.personId}::uuid))::int AS mine
    FROM "RequestItem" i WHERE i.state = 'waiting' AND ${visibleItems(actor)}`;
  return row ?? { toDecide: 0, waiting: 0, mine: 0 };
}
