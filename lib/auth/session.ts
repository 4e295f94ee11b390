import "server-only";
import { cookies } from "next/headers";
import { decode } from "next-auth/jwt";
import { cache } from "react";
import { type Actor, personActor } from "@/lib/auth/actor";
import { cookieName } from "@/lib/auth/cookies";
import { liveSession, noteSeen } from "@/lib/auth/live-session";
import { requestIp } from "@/lib/auth/request";
import { toStandIns } from "@/lib/auth/stand-ins";
import { limitOf, type Policy } from "@/lib/auth/standing";
import { env } from "@/lib/env";
import { unauthenticated } from "@/lib/errors";
import type { SignInWay } from "@/prisma/generated/enums";

/** `amr`: the methods of this sign-in, as people call them. */
export type CurrentSession = { actor: Actor; way: SignInWay; amr: readonly string[]; policy: Policy };

/**
 * Who is asking and how they signed in, from the session's row, once a request; null when nobody is signed in. Also
 * a session that may only enrol: its actor says so, and is refused by every command and query but those for it.
 */
export const currentSession = cache(async (): Promise<CurrentSession | null> => {
  const token = await sessionToken();
  if (!token) return null;
  const row = await liveSession(token);
  if (!row) return null;
  if (row.seenLongAgo) await noteSeen(row.sessionId, row.idleMinutes);
  const { sessionId, accountId, personId, contactId, clientId, name, roles, sealed } = row;
  const inPlaceOf = toStandIns(row.inPlaceOf);
  const who = { sessionId, accountId, personId, contactId, clientId, name, roles, inPlaceOf, sealed };
  const actor = personActor({ ...who, limit: limitOf(row, row), ip: await requestIp() });
  return { actor, way: row.way, amr: row.amr, policy: row };
});

/** Who is asking, with all that their roles allow; null when nobody is, or when the session may only enrol. */
export async function currentActor(): Promise<Actor | null> {
  const actor = (await currentSession())?.actor ?? null;
  return actor?.limit ? null : actor;
}

/** As `currentActor`, but raises unauthenticated. */
export async function requireActor(): Promise<Actor> {
  const actor = await currentActor();
  if (!actor) throw unauthenticated();
  return actor;
}

/** For one's own factors: the actor of any session, also of one that may only enrol. Raises unauthenticated. */
export async function requireAnyActor(): Promise<Actor> {
  const session = await currentSession();
  if (!session) throw unauthenticated();
  return session.actor;
}

/** The random token inside next-auth's cookie: all that the cookie holds. Null when there is none, or a forged one. */
export async function sessionToken(): Promise<string | null> {
  const cookie = (await cookies()).get(cookieName("session"))?.value;
  if (!cookie) return null;
  try {
    const content = await decode({ token: cookie, secret: env().SESSION_SECRET });
    return typeof content?.token === "string" ? content.token : null;
  } catch {
    return null;
  }
}
