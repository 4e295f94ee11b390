import type { Actor } from "@/lib/auth/actor";
import { addMembership } from "@/lib/clients/add-membership";
import { endMembership } from "@/lib/clients/end-membership";
import type { Tx } from "@/lib/db";

type Wish = { groupId: string; userId: string; personId: string; engagementId: string; role: string };

/** Whose seats are looked at: of these users, or of these groups. */
type About = { userIds: readonly string[] } | { groupIds: readonly string[] };

/**
 * Gives the members of mapped groups the seats that these mean, where they have none yet and work here: a seat, never
 * access. Reads them all at once; each new seat is the register's own command. A seat that somebody has anyhow stays
 * theirs, and the group does not take it away later.
 */
export async function keepSeats(
  { tx, actor }: { tx: Tx; actor: Actor },
  about: About,
): Promise<{ seats: number }> {
  const userIds = "userIds" in about ? [...about.userIds] : [];
  const groupIds = "groupIds" in about ? [...about.groupIds] : [];
  const wishes = await tx.$queryRaw<Wish[]>`
    SELECT m."groupId", m."userId", p.id AS "personId", g."engagementId", g.role
    FROM "ScimGroupMember" m JOIN "ScimGroup" g ON g.id = m."groupId"
    JOIN "ScimUser" u ON u.id = m."userId" JOIN "Person" p ON p.id = u."personId"
    JOIN "Engagement" e ON e.id = g."engagementId"
    WHERE (m."userId" = ANY(${userIds}::uuid[]) OR m."groupId" = ANY(${groupIds}::uuid[]))
      AND g."deletedAt" IS NULL AND u."deletedAt" IS NULL AND u.active AND m."membershipId" IS NULL
      AND p."endedAt" IS NULL AND p."accessEndsAt" IS NULL AND e."endedAt" IS NULL
      AND NOT EXISTS (SELECT 1 FROM "Membership" s WHERE s."personId" = p.id
        AND s."engagementId" = g."engagementId" AND lower(s.role) = lower(g.role) AND s."endedAt" IS NULL)
    ORDER BY m."groupId", m."userId"`;
  // Two groups may mean the same seat: the first of them gives it.
  const seen = new Set<string>();
  let seats = 0;
  for (const { groupId, userId, personId, engagementId, role } of wishes) {
    const key = `${personId} ${engagementId} ${role.toLowerCase()}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const { id } = await addMembership.within(tx, actor, { engagementId, personId, role });
    await tx.scimGroupMember.update({
      where: { groupId_userId: { groupId, userId } },
      data: { membershipId: id },
    });
    seats += 1;
  }
  return { seats };
}

/**
 * Ends the seats that these groups gave (to these users, or to all of them), those that live. What they hold stays
 * until it is taken back by whoever looks at it.
 */
export async function endSeats(
  { tx, actor }: { tx: Tx; actor: Actor },
  about: { groupId: string; userIds?: readonly string[] },
): Promise<{ seats: number }> {
  const rows = await tx.scimGroupMember.findMany({
    where: {
      groupId: about.groupId,
      membershipId: { not: null },
      ...(about.userIds ? { userId: { in: [...about.userIds] } } : {}),
    },
    select: { userId: true, membership: { select: { id: true, endedAt: true } } },
    orderBy: { userId: "asc" },
  });
  const live = rows.flatMap(({ membership }) => (membership && !membership.endedAt ? [membership.id] : []));
  for (const membershipId of live) await endMembership.within(tx, actor, { membershipId });
  await tx.scimGroupMember.updateMany({
    where: { groupId: about.groupId, userId: { in: rows.map(({ userId }) => userId) } },
    data: { membershipId: null },
  });
  return { seats: live.length };
}
