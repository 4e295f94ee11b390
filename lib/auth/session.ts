import "server-only";
import { cookies, headers } from "next/headers";
import { cache } from "react";
import { type Actor, personActor } from "@/lib/auth/actor";
import { sha256 } from "@/lib/crypto";
import { db } from "@/lib/db";
import { unauthenticated } from "@/lib/errors";
import type { Role } from "@/prisma/generated/enums";

type SessionRow = {
  sessionId: string;
  accountId: string;
  personId: string;
  name: string;
  roles: Role[];
};

/** Who is asking, from the session's row, once a request; null when nobody is signed in. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const token = (await cookies()).get("keyholder.session")?.value;
  if (!token) return null;
  const row = await liveSession(token);
  if (!row) return null;
  const ip = (await headers()).get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? null;
  return personActor({ ...row, ip });
});

/** As `currentActor`, but raises unauthenticated. */
export async function requireActor(): Promise<Actor> {
  const actor = await currentActor();
  if (!actor) throw unauthenticated();
  return actor;
}

/**
 * The one statement that decides whether a session lives, by the database's clock: not revoked, neither idle nor
 * too old, of the account's present epoch, the account enabled, the person not gone (SEC-50, SEC-52, SEC-53).
 */
async function liveSession(token: string): Promise<SessionRow | null> {
  const rows = await db.$queryRaw<SessionRow[]>`
    SELECT s.id AS "sessionId", a.id AS "accountId", p.id AS "personId", p.name, a.roles::text[] AS roles
    FROM "Session" s
    JOIN "Account" a ON a.id = s."accountId" AND a."sessionEpoch" = s.epoch AND a."disabledAt" IS NULL
    JOIN "Person" p ON p.id = a."personId" AND p."endedAt" IS NULL
      AND (p."accessEndsAt" IS NULL OR p."accessEndsAt" > now())
    WHERE s."tokenHash" = ${sha256(token)} AND s."revokedAt" IS NULL
      AND s."idleExpiresAt" > now() AND s."absoluteExpiresAt" > now()`;
  return rows[0] ?? null;
}
