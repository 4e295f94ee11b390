import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { asksForOthers } from "@/lib/requests/rules/who-may";

/** Somebody who joins soon, or has just joined. */
export type ArrivalRow = {
  id: string;
  name: string;
  title: string | null;
  startsOn: Date;
  /** Engagements on which they have a role. */
  seats: number;
  /** Accounts of their kits, and those of them that are neither held nor asked for. */
  accounts: number;
  unasked: number;
  invited: boolean;
};

/** Somebody counts as joining from this long before their first day to this long after it. */
const DAYS_BEFORE = 60;
const DAYS_AFTER = 14;
const MOST = 20;

/** Whether the actor has to do with joiners: asks for others, and reads people. */
export const followsArrivals = (actor: Actor): boolean =>
  may(actor, "people.read") && may(actor, "requests.ask") && asksForOthers(actor);

/**
 * Who joins within 60 days, or has joined within 14: the next first, at most 20. Of those who have begun only whoever
 * still lacks something of a kit, or has no work yet. One statement. Raises forbidden.
 */
export async function listArrivals(actor: Actor): Promise<ArrivalRow[]> {
  requirePermission(actor, "people.read");
  return db.$queryRaw<ArrivalRow[]>`
    SELECT p.id, p.name, p.title, p."startsOn", s.seats, k.accounts, k.unasked,
      EXISTS (SELECT 1 FROM "Account" a WHERE a."personId" = p.id) OR EXISTS (SELECT 1 FROM "OneTimeLink" l
        WHERE l."personId" = p.id AND l.kind = 'invite' AND l."consumedAt" IS NULL AND l."withdrawnAt" IS NULL
          AND l."expiresAt" > now()) AS invited
    FROM "Person" p
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS seats FROM "Membership" m JOIN "Engagement" e ON e.id = m."engagementId"
      WHERE m."personId" = p.id AND m."endedAt" IS NULL AND e."endedAt" IS NULL
    ) s
    CROSS JOIN LATERAL (
      SELECT count(DISTINCT a.id)::int AS accounts, (count(DISTINCT a.id) FILTER (WHERE
        NOT EXISTS (SELECT 1 FROM "Grant" g WHERE g."personId" = p.id AND g."assetId" = a.id AND g."closedAt" IS NULL)
        AND NOT EXISTS (SELECT 1 FROM "RequestItem" i WHERE i."personId" = p.id AND i."assetId" = a.id
          AND i.state = 'waiting')))::int AS unasked
      FROM "Membership" m JOIN "Engagement" e ON e.id = m."engagementId" AND e."endedAt" IS NULL
      JOIN "KitLine" k ON k."engagementId" = e.id AND lower(k.role) = lower(m.role) AND k."endedAt" IS NULL
      JOIN "Asset" a ON a.id = k."assetId" AND a."endedAt" IS NULL
      WHERE m."personId" = p.id AND m."endedAt" IS NULL
    ) k
    WHERE p."endedAt" IS NULL AND p."accessEndsAt" IS NULL
      AND p."startsOn" BETWEEN current_date - ${DAYS_AFTER}::int AND current_date + ${DAYS_BEFORE}::int
      AND (p."startsOn" > current_date OR k.unasked > 0 OR s.seats = 0)
    ORDER BY p."startsOn", p.name, p.id LIMIT ${MOST}`;
}
