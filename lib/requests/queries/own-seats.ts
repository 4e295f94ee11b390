import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";

/** One's own seat on an engagement, whose role has a kit. */
export type OwnSeat = {
  membershipId: string;
  engagementId: string;
  /** "Kite Insurance: Retainer". */
  name: string;
  /** As the kit spells it. */
  role: string;
  /** How many accounts the kit has. */
  lines: number;
};

/** The actor's own seats on engagements that have not ended, where their role has a kit. Raises forbidden. */
export async function ownSeats(actor: Actor): Promise<OwnSeat[]> {
  requirePermission(actor, "requests.ask");
  if (!actor.personId) return [];
  return db.$queryRaw<OwnSeat[]>`
    SELECT m.id AS "membershipId", e.id AS "engagementId", c.name || ': ' || e.name AS name, max(k.role) AS role,
      count(*)::int AS lines
    FROM "Membership" m JOIN "Engagement" e ON e.id = m."engagementId" AND e."endedAt" IS NULL
    JOIN "Client" c ON c.id = e."clientId" AND c."endedAt" IS NULL
    JOIN "KitLine" k ON k."engagementId" = e.id AND lower(k.role) = lower(m.role) AND k."endedAt" IS NULL
    JOIN "Asset" a ON a.id = k."assetId" AND a."endedAt" IS NULL
    WHERE m."personId" = ${actor.personId}::uuid AND m."endedAt" IS NULL
    GROUP BY m.id, e.id, c.name, e.name ORDER BY c.name, e.name, m.id`;
}
