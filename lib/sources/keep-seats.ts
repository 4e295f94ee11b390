import type { Actor } from "@/lib/auth/actor";
import { changeSeats } from "@/lib/clients/change-seats";
import type { Tx } from "@/lib/db";
import { reportChanges } from "@/lib/moves/report-changes";

type Wish = { groupId: string; userId: string; personId: string; engagementId: string; role: string };

/** Whose seats are looked at: of these users, or of these groups. */
type About = { userIds: readonly string[] } | { groupIds: readonly string[] };

/**
 * Gives the members of mapped groups the seats that these mean, where they have none yet and work here: a seat, never
 * access. A constant number of statements, however many. A seat that somebody has anyhow stays theirs, and the group
 * does not take it away later.
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
  if (wishes.length === 0) return { seats: 0 };
  // Two groups may mean the same seat: the first of them gives it.
  const firsts = [...Map.groupBy(wishes, seatKey).values()].flatMap(([first]) => (first ? [first] : []));
  const { begun } = await changeSeats.within(tx, actor, {
    begin: firsts.map(({ engagementId, personId, role }) => ({ engagementId, personId, role })),
  });
  const seatOf = new Map(begun.map((seat) => [seatKey(seat), seat.id]));
  const given = firsts.map((wish) => ({ ...wish, membershipId: seatOf.get(seatKey(wish)) }));
  await tx.$executeRaw`
    UPDATE "ScimGroupMember" m SET "membershipId" = n."membershipId"
    FROM jsonb_to_recordset(${JSON.stringify(given)}::jsonb) AS n("groupId" uuid, "userId" uuid, "membershipId" uuid)
    WHERE m."groupId" = n."groupId" AND m."userId" = n."userId"`;
  return { seats: given.length };
}

const seatKey = ({ personId, engagementId, role }: Pick<Wish, "personId" | "engagementId" | "role">) =>
  `${personId} ${engagementId} ${role.toLowerCase()}`;

type SeatOfGroup = {
  userId: string;
  seatId: string;
  live: boolean;
  personId: string;
  role: string;
  engagement: string;
  source: string;
};

/**
 * Ends the seats that these groups gave (to these users, or to all of them), those that live. Of who holds something a
 * move is proposed, so that somebody looks at it.
 */
export async function endSeats(
  { tx, actor }: { tx: Tx; actor: Actor },
  about: { groupId: string; userIds?: readonly string[] },
): Promise<{ seats: number }> {
  const userIds = about.userIds ? [...about.userIds] : null;
  const rows = await tx.$queryRaw<SeatOfGroup[]>`
    SELECT m."userId", s.id AS "seatId", s."endedAt" IS NULL AS live, s."personId", s.role,
      c.name || ': ' || e.name AS engagement, h.name AS source
    FROM "ScimGroupMember" m JOIN "Membership" s ON s.id = m."membershipId"
    JOIN "Engagement" e ON e.id = s."engagementId" JOIN "Client" c ON c.id = e."clientId"
    JOIN "ScimGroup" g ON g.id = m."groupId" JOIN "HrSource" h ON h.id = g."sourceId"
    WHERE m."groupId" = ${about.groupId}::uuid
      AND (${userIds}::uuid[] IS NULL OR m."userId" = ANY(${userIds}::uuid[]))
    ORDER BY s.id FOR UPDATE OF s`;
  const live = rows.filter((row) => row.live);
  if (live.length > 0) {
    await changeSeats.within(tx, actor, { end: live.map((row) => row.seatId) });
    await reportChanges.within(tx, actor, {
      changes: live.map(({ personId, role, engagement, source }) => ({
        personId,
        says: `${source} says: no longer ${role} on ${engagement}.`,
      })),
    });
  }
  await tx.scimGroupMember.updateMany({
    where: { groupId: about.groupId, userId: { in: rows.map(({ userId }) => userId) } },
    data: { membershipId: null },
  });
  return { seats: live.length };
}
