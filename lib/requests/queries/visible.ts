import type { Actor } from "@/lib/auth/actor";
import { Prisma } from "@/lib/db";
import { seesAll } from "@/lib/requests/rules/who-may";

/** The items (as `i`) that the actor may see: all, or what they asked for and what is for themselves. */
export function visibleItems(actor: Actor): Prisma.Sql {
  if (seesAll(actor)) return Prisma.sql`true`;
  return Prisma.sql`(i."requesterId" = ${actor.personId}::uuid OR i."personId" = ${actor.personId}::uuid)`;
}

/**
 * The waiting items (as `i`) that the actor could decide: `canDecide` as a condition. What the rule refuses, this
 * leaves out: their own, what is for themselves, and what is the security lead's unless they are; and what is approved
 * already and only waits for the client.
 */
export function decidableItems(actor: Actor): Prisma.Sql {
  const lead = actor.roles.includes("security_lead");
  if (!lead && !actor.roles.includes("owner")) return Prisma.sql`false`;
  return Prisma.sql`(i.state = 'waiting' AND i."requesterId" <> ${actor.personId}::uuid
    AND i."personId" <> ${actor.personId}::uuid AND (${lead} OR (NOT i."aboveSmallest"
      AND coalesce(i."policyOutcome", 'one_approver') NOT IN ('security_lead', 'security_lead_and_client')))
    AND (NOT EXISTS (SELECT 1 FROM "LeadApproval" l WHERE l."itemId" = i.id)
      OR EXISTS (SELECT 1 FROM "ClientAnswer" a WHERE a."itemId" = i.id)))`;
}
