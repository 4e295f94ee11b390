import type { AuthOptions, Profile, User } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { beginSession } from "@/lib/accounts/begin-session";
import { systemActor } from "@/lib/auth/actor";
import { cookieName, cookieOptions, isSecure } from "@/lib/auth/cookies";
import { deviceToken, setDeviceCookie } from "@/lib/auth/device-cookie";
import { takePendingCookie } from "@/lib/auth/pending-cookie";
import { requestIp, requestUserAgent } from "@/lib/auth/request";
import { ownPath, returnPath } from "@/lib/auth/return-path";
import { sessionToken } from "@/lib/auth/session";
import { COOKIE_HOURS } from "@/lib/auth/session-times";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { IssuerProvider } from "./issuer-provider";
import { noteFailure } from "./noted-failure";

/** A sign-in at an issuer: its provider, and where to go with what it has said. */
type AtIssuer = { provider: IssuerProvider; goOn: (claims: Profile | undefined) => Promise<string> };

/** How long somebody may take at an issuer. */
const AT_ISSUER_SECONDS = 10 * 60;

/**
 * next-auth keeps the cookie and does the protocol of OpenID Connect, and nothing else: its token holds the random
 * session token, the session is a row (lib/auth/session.ts). Its own provider takes a login ticket that was issued
 * after the full factor, from its cookie; never a password, and nothing of the request's body. An issuer's answer
 * makes no session here: it becomes a half-done sign-in like any other first factor.
 */
export function authOptions(issuer?: AtIssuer): AuthOptions {
  const named = (name: string) => ({ name, options: cookieOptions() });
  const short = (name: string) => ({ name, options: { ...cookieOptions(), maxAge: AT_ISSUER_SECONDS } });
  return {
    secret: env().SESSION_SECRET,
    useSecureCookies: isSecure(),
    session: { strategy: "jwt", maxAge: COOKIE_HOURS * 3600 },
    cookies: {
      sessionToken: named(cookieName("session")),
      csrfToken: named(cookieName("csrf")),
      callbackUrl: named(cookieName("return")),
      pkceCodeVerifier: short(cookieName("pkce")),
      state: short(cookieName("state")),
      nonce: short(cookieName("nonce")),
    },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      Credentials({ id: "passkey", name: "Passkey", credentials: {}, authorize }),
      ...(issuer ? [issuer.provider] : []),
    ],
    callbacks: {
      signIn: async ({ account, profile }) =>
        account?.type === "credentials" || (issuer ? issuer.goOn(profile) : false),
      // Called with client-controlled data when its trigger is "update": only the sign-in itself sets the token.
      jwt: ({ token, user, trigger }) =>
        trigger === "signIn" && user ? { token: tokenOf(user) } : { token: token.token },
      // Nothing of the session is for the browser to read.
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) => new URL(returnPath(ownPath(url)), baseUrl).href,
    },
    // Its own log has tokens and claims in it.
    logger: { error: noteFailure, warn: () => undefined, debug: () => undefined },
  };
}

type SignedInUser = User & { sessionToken: string };

const tokenOf = (user: User): string | undefined =>
  "sessionToken" in user ? (user as SignedInUser).sessionToken : undefined;

/** Null, which next-auth answers with 401, when there is no good ticket; its message would go into an address. */
async function authorize(): Promise<SignedInUser | null> {
  const ticket = await takePendingCookie();
  if (!ticket) return null;
  try {
    const { token, accountId, device } = await beginSession(systemActor("sign-in", await requestIp()), {
      ticket,
      replaces: await sessionToken(),
      userAgent: await requestUserAgent(),
      device: await deviceToken(),
    });
    await setDeviceCookie(device);
    return { id: accountId, sessionToken: token };
  } catch (error) {
    if (error instanceof AppError && error.code === "forbidden") return null;
    console.error("sign-in:", error);
    return null;
  }
}
