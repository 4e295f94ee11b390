import "server-only";
import { cookies } from "next/headers";
import { decode } from "next-auth/jwt";
import { cache } from "react";
import { type Actor, personActor } from "@/lib/auth/actor";
import { cookieName } from "@/lib/auth/cookies";
import { liveSession, noteSeen } from "@/lib/auth/live-session";
import { requestIp } from "@/lib/auth/request";
import { env } from "@/lib/env";
import { unauthenticated } from "@/lib/errors";

/** Who is asking and how they signed in, from the session's row, once a request; null when nobody is signed in. */
export const currentSession = cache(async (): Promise<{ actor: Actor; amr: string[] } | null> => {
  const token = await sessionToken();
  if (!token) return null;
  const row = await liveSession(token);
  if (!row) return null;
  if (row.seenLongAgo) await noteSeen(row.sessionId);
  const { sessionId, accountId, personId, name, roles, amr } = row;
  const ip = await requestIp();
  return { actor: personActor({ sessionId, accountId, personId, name, roles, ip }), amr };
});

/** Who is asking; null when nobody is signed in. */
export async function currentActor(): Promise<Actor | null> {
  return (await currentSession())?.actor ?? null;
}

/** As `currentActor`, but raises unauthenticated. */
export async function requireActor(): Promise<Actor> {
  const actor = await currentActor();
  if (!actor) throw unauthenticated();
  return actor;
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
