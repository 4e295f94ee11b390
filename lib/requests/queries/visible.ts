import type { Actor } from "@/lib/auth/actor";
import { Prisma } from "@/lib/db";
import { seesAll } from "@/lib/requests/rules/who-may";

/**
 * The items (as `i`) that the actor may see: all, or what they asked for and what is for themselves. Who decides in
 * somebody's place sees what waits for a decision while they do, and afterwards what they have decided.
 */
export function visibleItems(actor: Actor): Prisma.Sql {
  if (seesAll(actor)) return Prisma.sql`true`;
  const me = actor.personId;
  const own = Prisma.sql`i."requesterId" = ${me}::uuid OR i."personId" = ${me}::uuid OR i."decidedById" = ${me}::uuid
    OR EXISTS (SELECT 1 FROM "LeadApproval" own WHERE own."itemId" = i.id AND own."leadId" = ${me}::uuid)`;
  return actor.inPlaceOf.length > 0 ? Prisma.sql`(${own} OR i.state = 'waiting')` : Prisma.sql`(${own})`;
}

/**
 * The waiting items (as `i`) that the actor could decide: `canDecide` as a condition. What the rule refuses, this
 * leaves out: their own and what is for themselves, the same of those in whose places they decide, and what is the
 * security lead's unless they are, or decide in the place of one; and what is approved already and only waits for the
 * client.
 */
export function decidableItems(actor: Actor): Prisma.Sql {
  if (actor.sealed) return Prisma.sql`false`;
  const places = [{ roles: actor.roles, alsoFor: [] as readonly string[] }, ...actor.inPlaceOf].flatMap(
    ({ roles, alsoFor }) => {
      const lead = roles.includes("security_lead");
      if (!lead && !roles.includes("owner")) return [];
      return Prisma.sql`((${lead} OR (NOT i."aboveSmallest"
          AND coalesce(i."policyOutcome", 'one_approver') NOT IN ('security_lead', 'security_lead_and_client')))
        AND i."requesterId" <> ALL(${[...alsoFor]}::uuid[]) AND i."personId" <> ALL(${[...alsoFor]}::uuid[]))`;
    },
  );
  if (places.length === 0) return Prisma.sql`false`;
  const apart = [actor.personId, ...actor.inPlaceOf.map(({ personId }) => personId)];
  return Prisma.sql`(i.state = 'waiting' AND i."requesterId" <> ALL(${apart}::uuid[])
    AND i."personId" <> ALL(${apart}::uuid[]) AND (${Prisma.join(places, " OR ")})
    AND (NOT EXISTS (SELECT 1 FROM "LeadApproval" l WHERE l."itemId" = i.id)
      OR EXISTS (SELECT 1 FROM "ClientAnswer" a WHERE a."itemId" = i.id)))`;
}
