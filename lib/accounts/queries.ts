import { factorColumns, type Policies, policiesOf, policyFor } from "@/lib/accounts/factors-of";
import { type Held, suffices } from "@/lib/accounts/policy-rules";
import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { strictestPolicy, withinLimits } from "@/lib/auth/live-session";
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
  password: boolean;
  /** An authenticator app. */
  app: boolean;
  /** A company sign-in. */
  federated: boolean;
  /** Whether they could sign in at full strength with what they have; null for who cannot sign in at all. */
  satisfies: boolean | null;
  /** What runs now, the newest first. */
  sessions: { startedAt: Date; how: string[] }[];
  lastSeenAt: Date | null;
  disabledAt: Date | null;
  /** Their last working day is over. */
  left: boolean;
};

/** Who can sign in, or could, by name; searched by name and address. One statement, with the total. None that is for emergencies. */
export async function listMembers(actor: Actor, list: ListState): Promise<Page<Member>> {
  requirePermission(actor, "members.read");
  const like = `%${list.q.replace(/[\\%_]/g, "\\$&")}%`;
  const [policies, rows] = await Promise.all([policiesOf(db), readMembers(like, list.page)]);
  return {
    rows: rows.map((row) => memberOf(row, policies)),
    total: Number(rows[0]?.total ?? 0),
    page: list.page,
    pageSize: PAGE_SIZE,
  };
}

type MemberRow = Omit<Member, "passkeys" | "app" | "federated" | "satisfies" | "sessions"> &
  Held & { total: bigint; sessions: { startedAt: string; how: string[] }[] };

function readMembers(like: string, page: number): Promise<MemberRow[]> {
  return db.$queryRaw<MemberRow[]>`
    SELECT a.id AS "accountId", p.id AS "personId", p.name, p.email, a.roles::text[] AS roles, a."disabledAt",
      (p."endedAt" IS NOT NULL OR coalesce(p."accessEndsAt" <= now(), false)) AS left,
      ${factorColumns},
      (SELECT coalesce(jsonb_agg(jsonb_build_object('startedAt', s."authAt", 'how', s.amr) ORDER BY s."authAt" DESC), '[]')
        FROM "Session" s
        WHERE s."accountId" = a.id AND s.epoch = a."sessionEpoch" AND ${withinLimits}) AS sessions,
      (SELECT max(s."lastSeenAt") FROM "Session" s WHERE s."accountId" = a.id) AS "lastSeenAt",
      count(*) OVER () AS total
    FROM "Account" a JOIN "Person" p ON p.id = a."personId"
    ${strictestPolicy}
    WHERE a."breakGlassAt" IS NULL AND (p.name ILIKE ${like} OR p.email ILIKE ${like})
    ORDER BY p.name, p.id
    LIMIT ${PAGE_SIZE} OFFSET ${(page - 1) * PAGE_SIZE}`;
}

function memberOf(row: MemberRow, policies: Policies): Member {
  const { accountId, personId, name, email, roles, disabledAt, left, lastSeenAt } = row;
  return {
    ...{ accountId, personId, name, email, roles, disabledAt, left, lastSeenAt },
    passkeys: row.keys.length,
    password: row.password,
    app: row.apps.length > 0,
    federated: row.federated > 0,
    satisfies: left || disabledAt ? null : suffices(row, policyFor(roles, policies)),
    sessions: row.sessions.map(({ startedAt, how }) => ({ startedAt: new Date(startedAt), how })),
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
      AND NOT EXISTS (SELECT 1 FROM "OneTimeLink" l WHERE l."personId" = p.id AND l."breakGlass")
    ORDER BY p.name LIMIT 2000`;
}

/** What the actor may do on the page of members, as the commands decide it. */
export function memberRights(actor: Actor): { invite: boolean; change: boolean; endSessions: boolean } {
  return {
    invite: may(actor, "members.invite"),
    change: may(actor, "members.write"),
    endSessions: may(actor, "members.end-sessions"),
  };
}
