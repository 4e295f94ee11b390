import type { AuditEntry } from "@/lib/audit/event";
import { Prisma, type Tx } from "@/lib/db";
import { callEntry } from "@/lib/sources/meet-source";
import { ENTERPRISE } from "@/lib/sources/scim/schema";

/** The largest seats of the studio, as groups of the HR system: the first is mapped, the others mean nothing yet. */
const GROUPS = 3;

/**
 * What the studio's HR system has sent by SCIM: a user for each person whom it manages (not active, who is held), and
 * groups of those who have a role on an engagement. Its token is of no use: nobody knows what its hash is of.
 */
export async function fillScim(tx: Tx, now: Date): Promise<void> {
  const at = new Date(now.getTime() - 30 * 60_000);
  const since = new Date(now.getTime() - 200 * 86_400_000);
  const until = new Date(now.getTime() + 165 * 86_400_000);
  await tx.$executeRaw`
    INSERT INTO "ScimToken" ("sourceId", "tokenHash", prefix, "expiresAt", "lastUsedAt", "createdAt")
    SELECT id, sha256(gen_random_uuid()::text::bytea), 'khscim_Qv3mR', ${until}::timestamptz, ${at}::timestamptz,
      ${since}::timestamptz FROM "HrSource" WHERE kind = 'scim'`;
  await tx.$executeRaw`
    INSERT INTO "ScimUser" ("sourceId", "userName", "userNameKey", "externalId", active, attributes, "personId",
      "createdAt", "updatedAt")
    SELECT s."sourceId", p.email, p.email, s."externalId", r.id IS NULL,
      jsonb_build_object('displayName', p.name,
        'name', jsonb_build_object('givenName', p."givenName", 'familyName', p."familyName"),
        'emails', jsonb_build_array(jsonb_build_object('value', p.email, 'type', 'work', 'primary', true)),
        ${ENTERPRISE}::text, jsonb_build_object('department', coalesce(p.department, 'Studio'))),
      p.id, ${since}::timestamptz, ${at}::timestamptz
    FROM "SourcePerson" s JOIN "HrSource" h ON h.id = s."sourceId" AND h.kind = 'scim'
    JOIN "Person" p ON p.id = s."personId"
    LEFT JOIN "DepartureReport" r ON r."personId" = p.id AND r."heldBecause" IS NOT NULL AND r."decidedAt" IS NULL
    WHERE p.email IS NOT NULL ORDER BY p.id`;
  const [largest] = await tx.$queryRaw<{ engagementId: string; role: string }[]>`
    SELECT m."engagementId", m.role FROM "Membership" m JOIN "ScimUser" u ON u."personId" = m."personId"
    WHERE m."endedAt" IS NULL GROUP BY 1, 2 ORDER BY count(*) DESC, 1, 2 LIMIT 1`;
  await tx.$executeRaw`
    INSERT INTO "ScimGroup" ("sourceId", "displayName", "nameKey", "createdAt", "updatedAt")
    SELECT h.id, d.department, lower(d.department), ${since}::timestamptz, ${at}::timestamptz
    FROM "HrSource" h, (SELECT p.department FROM "Person" p JOIN "ScimUser" u ON u."personId" = p.id
      WHERE p.department IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ${GROUPS}) d
    WHERE h.kind = 'scim'`;
  await tx.$executeRaw`
    INSERT INTO "ScimGroupMember" ("groupId", "userId", "createdAt")
    SELECT g.id, u.id, ${since}::timestamptz FROM "ScimGroup" g JOIN "Person" p ON p.department = g."displayName"
    JOIN "ScimUser" u ON u."personId" = p.id AND u."sourceId" = g."sourceId"`;
  if (largest) await mapOne(tx, largest, since);
}

/** A group of those who have this seat already: they keep it as their own. */
async function mapOne(tx: Tx, seat: { engagementId: string; role: string }, since: Date): Promise<void> {
  const { engagementId, role } = seat;
  const of = Prisma.sql`FROM "Engagement" e JOIN "Client" c ON c.id = e."clientId", "HrSource" h
    WHERE e.id = ${engagementId}::uuid AND h.kind = 'scim'`;
  await tx.$executeRaw`
    INSERT INTO "ScimGroup" ("sourceId", "displayName", "nameKey", "engagementId", role, "mappedAt", "createdAt", "updatedAt")
    SELECT h.id, c.name || ', ' || ${role}, lower(c.name || ', ' || ${role}), e.id, ${role}, ${since}::timestamptz,
      ${since}::timestamptz, ${since}::timestamptz ${of}`;
  await tx.$executeRaw`
    INSERT INTO "ScimGroupMember" ("groupId", "userId", "createdAt")
    SELECT g.id, u.id, ${since}::timestamptz FROM "ScimGroup" g
    JOIN "Membership" m ON m."engagementId" = g."engagementId" AND m.role = g.role AND m."endedAt" IS NULL
    JOIN "ScimUser" u ON u."personId" = m."personId" AND u."sourceId" = g."sourceId"`;
}

/** Its last calls, as the audit log has them: it looked for somebody, changed somebody, and spoke of what there is not. */
export async function scimCalls(tx: Tx): Promise<AuditEntry[]> {
  const source = await tx.hrSource.findFirstOrThrow({
    where: { kind: "scim" },
    select: { id: true, name: true },
  });
  const filter = 'userName eq "omar.rahman@clickelement.example"';
  return [
    callEntry(source, "GET /Users", { after: { filter, startIndex: 1, count: 100, answered: 1, total: 1 } }),
    callEntry(source, "GET /Groups", {
      after: { filter: null, startIndex: 1, count: 100, answered: 4, total: 4 },
    }),
    callEntry(source, "GET /Roles", {
      after: { status: 404 },
      reason: "There is nothing at this address.",
    }),
  ];
}
