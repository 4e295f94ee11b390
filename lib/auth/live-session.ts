import { IDLE_MINUTES, LAST_SEEN_SECONDS } from "@/lib/auth/session-times";
import { sha256 } from "@/lib/crypto";
import { db } from "@/lib/db";
import type { Role } from "@/prisma/generated/enums";

type SessionRow = {
  sessionId: string;
  accountId: string;
  personId: string;
  name: string;
  roles: Role[];
  /** The factors, as RFC 8176 calls their list. */
  amr: string[];
  seenLongAgo: boolean;
};

/**
 * The one statement that decides whether a session lives, by the database's clock: not revoked, neither idle nor
 * too old, of the account's present epoch, the account enabled, the person not gone (SEC-50, SEC-52, SEC-53).
 */
export async function liveSession(token: string): Promise<SessionRow | null> {
  const rows = await db.$queryRaw<SessionRow[]>`
    SELECT s.id AS "sessionId", a.id AS "accountId", p.id AS "personId", p.name, a.roles::text[] AS roles, s.amr,
      s."lastSeenAt" < now() - make_interval(secs => ${LAST_SEEN_SECONDS}) AS "seenLongAgo"
    FROM "Session" s
    JOIN "Account" a ON a.id = s."accountId" AND a."sessionEpoch" = s.epoch AND a."disabledAt" IS NULL
    JOIN "Person" p ON p.id = a."personId" AND p."endedAt" IS NULL
      AND (p."accessEndsAt" IS NULL OR p."accessEndsAt" > now())
    WHERE s."tokenHash" = ${sha256(token)} AND s."revokedAt" IS NULL
      AND s."idleExpiresAt" > now() AND s."absoluteExpiresAt" > now()`;
  return rows[0] ?? null;
}

/** Moves the idle limit of a session that still lives. Of several requests at once one writes. */
export async function noteSeen(sessionId: string): Promise<void> {
  await db.$executeRaw`
    UPDATE "Session" SET "lastSeenAt" = now(),
      "idleExpiresAt" = least("absoluteExpiresAt", now() + make_interval(mins => ${IDLE_MINUTES}))
    WHERE id = ${sessionId}::uuid AND "revokedAt" IS NULL AND "idleExpiresAt" > now()
      AND "lastSeenAt" < now() - make_interval(secs => ${LAST_SEEN_SECONDS})`;
}
