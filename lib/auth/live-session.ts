import { LAST_SEEN_SECONDS } from "@/lib/auth/session-times";
import { type StandInJson, standInsOf } from "@/lib/auth/stand-ins";
import type { Policy, Strength } from "@/lib/auth/standing";
import { sha256 } from "@/lib/crypto";
import { db, Prisma } from "@/lib/db";
import type { Role } from "@/prisma/generated/enums";

type SessionRow = Strength &
  Policy & {
    sessionId: string;
    accountId: string;
    personId: string | null;
    contactId: string | null;
    clientId: string | null;
    name: string;
    roles: Role[];
    inPlaceOf: StandInJson[];
    sealed: boolean;
    /** The factors, as RFC 8176 calls their list. */
    amr: string[];
    seenLongAgo: boolean;
  };

/**
 * What the policies of an account's roles (`a.roles`) ask together: the strictest of each. One row, `policy`. For an
 * account that is sealed for emergencies it is fixed, so that no change of a policy weakens it or locks it out: a
 * passkey that is bound to its device, 15 minutes idle, one hour in all.
 */
export const strictestPolicy = Prisma.sql`
  CROSS JOIN LATERAL (
    SELECT CASE WHEN a."breakGlassAt" IS NULL THEN min(q."idleMinutes") ELSE 15 END AS "idleMinutes",
      CASE WHEN a."breakGlassAt" IS NULL THEN min(q."absoluteHours") ELSE 1 END AS "absoluteHours",
      a."breakGlassAt" IS NOT NULL OR bool_or(q."deviceBoundOnly") AS "deviceBoundOnly",
      CASE WHEN a."breakGlassAt" IS NULL THEN max(q."passkeysRequired") ELSE 1 END AS "passkeysRequired",
      CASE WHEN a."breakGlassAt" IS NULL THEN max(q."passkeysAsked") ELSE 2 END AS "passkeysAsked",
      CASE WHEN a."breakGlassAt" IS NOT NULL THEN ARRAY['passkey'] ELSE ARRAY(
        SELECT way::text FROM unnest(enum_range(NULL::"SignInWay")) way
        WHERE (SELECT bool_and(way = ANY(each.ways)) FROM "SignInPolicy" each WHERE each.role = ANY(a.roles))) END AS ways
    FROM "SignInPolicy" q WHERE q.role = ANY(a.roles)) policy`;

/** What a session (`s`) lives by, of its own and of the policy of this moment: neither revoked, nor idle, nor too old. */
export const withinLimits = Prisma.sql`
  s."revokedAt" IS NULL AND s."idleExpiresAt" > now() AND s."absoluteExpiresAt" > now()
  AND s."authAt" > now() - make_interval(hours => policy."absoluteHours")
  AND s."lastSeenAt" > now() - make_interval(mins => policy."idleMinutes")`;

/**
 * The one statement that decides whether a session lives, by the database's clock: not revoked, neither idle nor
 * too old by the policy of this moment, of the account's present epoch, the account enabled, its person or contact
 * not gone (SEC-50, SEC-52, SEC-53).
 */
export async function liveSession(token: string): Promise<SessionRow | null> {
  const rows = await db.$queryRaw<SessionRow[]>`
    SELECT s.id AS "sessionId", a.id AS "accountId", p.id AS "personId", c.id AS "contactId", c."clientId",
      coalesce(p.name, c.name) AS name, a.roles::text[] AS roles, ${standInsOf(Prisma.sql`p.id`)} AS "inPlaceOf",
      a."breakGlassAt" IS NOT NULL AS sealed, s.amr, s.way::text AS way,
      s."lastSeenAt" < now() - make_interval(secs => ${LAST_SEEN_SECONDS}) AS "seenLongAgo",
      (SELECT NOT k."backupEligible" FROM "Passkey" k WHERE k.id = s."passkeyId") AS "passkeyBound",
      (SELECT count(*)::int FROM "Passkey" k WHERE k."accountId" = a.id AND k."removedAt" IS NULL AND k.discoverable) AS passkeys,
      (SELECT count(*)::int FROM "Passkey" k
        WHERE k."accountId" = a.id AND k."removedAt" IS NULL AND k.discoverable
          AND NOT k."backupEligible") AS "boundPasskeys",
      policy.*
    FROM "Session" s
    JOIN "Account" a ON a.id = s."accountId" AND a."sessionEpoch" = s.epoch AND a."disabledAt" IS NULL
    LEFT JOIN "Person" p ON p.id = a."personId" AND p."endedAt" IS NULL
      AND (p."accessEndsAt" IS NULL OR p."accessEndsAt" > now())
    LEFT JOIN "ClientContact" c ON c.id = a."contactId" AND c."endedAt" IS NULL
      AND EXISTS (SELECT 1 FROM "Client" l WHERE l.id = c."clientId" AND l."endedAt" IS NULL)
    ${strictestPolicy}
    WHERE s."tokenHash" = ${sha256(token)} AND num_nonnulls(p.id, c.id) = 1 AND ${withinLimits}`;
  return rows[0] ?? null;
}

/** Moves the idle limit of a session that still lives. Of several requests at once one writes. */
export async function noteSeen(sessionId: string, idleMinutes: number): Promise<void> {
  await db.$executeRaw`
    UPDATE "Session" SET "lastSeenAt" = now(),
      "idleExpiresAt" = least("absoluteExpiresAt", now() + make_interval(mins => ${idleMinutes}))
    WHERE id = ${sessionId}::uuid AND "revokedAt" IS NULL AND "idleExpiresAt" > now()
      AND "lastSeenAt" < now() - make_interval(secs => ${LAST_SEEN_SECONDS})`;
}
