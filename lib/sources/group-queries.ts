import { historyOf } from "@/lib/audit/queries";
import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { isId } from "@/lib/input";

/** A group of an HR system, and what it means here. */
export type GroupLine = {
  id: string;
  displayName: string;
  members: number;
  /** The seats that it has given and that live. */
  seats: number;
  engagementId: string | null;
  engagementName: string | null;
  clientName: string | null;
  role: string | null;
};

/** The groups of an HR system, those that mean something first. Raises forbidden. */
export async function listGroups(actor: Actor, sourceId: string): Promise<GroupLine[]> {
  requirePermission(actor, "sources.read");
  if (!isId(sourceId)) return [];
  return db.$queryRaw<GroupLine[]>`
    SELECT g.id, g."displayName", g."engagementId", g.role, e.name AS "engagementName", c.name AS "clientName",
      (SELECT count(*)::int FROM "ScimGroupMember" m JOIN "ScimUser" u ON u.id = m."userId"
        WHERE m."groupId" = g.id AND u."deletedAt" IS NULL) AS members,
      (SELECT count(*)::int FROM "ScimGroupMember" m JOIN "Membership" s ON s.id = m."membershipId"
        WHERE m."groupId" = g.id AND s."endedAt" IS NULL) AS seats
    FROM "ScimGroup" g LEFT JOIN "Engagement" e ON e.id = g."engagementId" LEFT JOIN "Client" c ON c.id = e."clientId"
    WHERE g."sourceId" = ${sourceId}::uuid AND g."deletedAt" IS NULL
    ORDER BY g."engagementId" IS NULL, g."displayName", g.id LIMIT 200`;
}

/** The engagements that a group can be mapped to, by client. Raises forbidden. */
export async function listMappable(actor: Actor): Promise<{ value: string; label: string; sub: string }[]> {
  requirePermission(actor, "sources.map-groups");
  return db.$queryRaw<{ value: string; label: string; sub: string }[]>`
    SELECT e.id AS value, c.name || ': ' || e.name AS label
    FROM "Engagement" e JOIN "Client" c ON c.id = e."clientId"
    WHERE e."endedAt" IS NULL AND c."endedAt" IS NULL ORDER BY c.name, e.name, e.id LIMIT 2000`;
}

/** The last calls of an HR system, newest first, as the audit log has them. Raises forbidden. */
export async function recentCalls(actor: Actor, sourceId: string) {
  requirePermission(actor, "sources.read");
  return (await historyOf("scim-call", sourceId)).slice(0, 25);
}
