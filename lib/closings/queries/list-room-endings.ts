import { type Actor, requirePermission } from "@/lib/auth/actor";
import type { DataAgreed } from "@/lib/clients/rules/data-at-end";
import { db } from "@/lib/db";
import { type HowFar, howFar } from "@/lib/lifecycle/queries/how-far";

/** Work that ends, as the client's room has it. */
export type RoomEnding = DataAgreed &
  HowFar & {
    id: string;
    /** Null: all work for the client. */
    engagementName: string | null;
    lastMoment: Date;
  };

/** What of the actor's own client ends and is not closed out yet, by its day. Raises forbidden for anybody but a contact. */
export async function listRoomEndings(actor: Actor): Promise<RoomEnding[]> {
  requirePermission(actor, "room.read");
  const { clientId } = actor;
  if (!clientId) return [];
  return db.$queryRaw<RoomEnding[]>`
    SELECT d.id, e.name AS "engagementName", d."lastMoment", d."dataAtEnd"::text, d."dataAtEndDays", t.*
    FROM "Closing" d LEFT JOIN "Engagement" e ON e.id = d."engagementId", ${howFar("closing")} t
    WHERE d."clientId" = ${clientId}::uuid AND d."cancelledAt" IS NULL AND d."certifiedAt" IS NULL
    ORDER BY d."lastMoment", d.number LIMIT 100`;
}
