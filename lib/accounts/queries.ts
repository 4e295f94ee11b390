import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import type { ListState, Page } from "@/lib/list-state";
import { PAGE_SIZE } from "@/lib/list-state";
import type { Role } from "@/prisma/generated/enums";

export type Member = {
  accountId: string;
  personId: string;
  name: string;
  email: string | null;
  roles: Role[];
  passkeys: number;
  lastSeenAt: Date | null;
  disabledAt: Date | null;
  /** Their last working day is over. */
  left: boolean;
};

/** Who can sign in, or could, by name; searched by name and address. One statement, with the total. */
export async function listMembers(actor: Actor, list: ListState): Promise<Page<Member>> {
  requirePermission(actor, "members.read");
  const like = `%${list.q.replace(/[\\%_]/g, "\\$&")}%`;
  const rows = await db.$queryRaw<(Member & { total: bigint })[]>`
    SELECT a.id AS "accountId", p.id AS "personId", p.name, p.email, a.roles::text[] AS roles, a."disabledAt",
      (p."endedAt" IS NOT NULL OR coalesce(p."accessEndsAt" <= now(), false)) AS left,
      (SELECT count(*)::int FROM "Passkey" k WHERE k."accountId" = a.id AND k."removedAt" IS NULL) AS passkeys,
      (SELECT max(s."lastSeenAt") FROM "Session" s WHERE s."accountId" = a.id) AS "lastSeenAt",
      count(*) OVER () AS total
    FROM "Account" a JOIN "Person" p ON p.id = a."personId"
    WHERE p.name ILIKE ${like} OR p.email ILIKE ${like}
    ORDER BY p.name, p.id
    LIMIT ${PAGE_SIZE} OFFSET ${(list.page - 1) * PAGE_SIZE}`;
  return {
    rows: rows.map(({ total: _, ...member }) => member),
    total: Number(rows[0]?.total ?? 0),
    page: list.page,
    pageSize: PAGE_SIZE,
  };
}

export type Invitation = {
  linkId: string;
  name: string;
  email: string | null;
  roles: Role[];
  createdAt: Date;
  expiresAt: Date;
  expired: boolean;
};

/** Invitations that nobody has used or withdrawn, the newest first; those that ran out in the last month too. */
export async function listInvitations(actor: Actor): Promise<Invitation[]> {
  requirePermission(actor, "members.read");
  return db.$queryRaw<Invitation[]>`
    SELECT l.id AS "linkId", p.name, p.email, l.roles::text[] AS roles, l."createdAt", l."expiresAt",
      l."expiresAt" <= now() AS expired
    FROM "OneTimeLink" l JOIN "Person" p ON p.id = l."personId"
    WHERE l.kind = 'invite' AND l."consumedAt" IS NULL AND l."withdrawnAt" IS NULL
      AND l."expiresAt" > now() - interval '30 days'
    ORDER BY l."createdAt" DESC LIMIT 200`;
}

export type Invitable = { personId: string; name: string; email: string | null };

/** People who could be invited: of the studio, not gone, without an account. */
export async function listInvitable(actor: Actor): Promise<Invitable[]> {
  requirePermission(actor, "members.invite");
  return db.$queryRaw<Invitable[]>`
    SELECT p.id AS "personId", p.name, p.email FROM "Person" p
    WHERE p."endedAt" IS NULL AND (p."accessEndsAt" IS NULL OR p."accessEndsAt" > now())
      AND NOT EXISTS (SELECT 1 FROM "Account" a WHERE a."personId" = p.id)
    ORDER BY p.name LIMIT 2000`;
}

/** What the actor may do on the page of members, as the commands decide it. */
export function memberRights(actor: Actor): { invite: boolean; change: boolean } {
  return { invite: may(actor, "members.invite"), change: may(actor, "members.write") };
}
