import "server-only";
import { cookies } from "next/headers";
import { cookieName, cookieOptions } from "@/lib/auth/cookies";
import { KNOWN_DAYS } from "@/lib/auth/known-device";

/** The token by which the browser is known to the accounts that have signed in with it; null when it has none. */
export async function deviceToken(): Promise<string | null> {
  const token = (await cookies()).get(cookieName("device"))?.value;
  return token && token.length <= 200 ? token : null;
}

/** Gives the browser its token, or gives it longer. It stays at sign-out: a device is known to who comes back. */
export async function setDeviceCookie(token: string): Promise<void> {
  (await cookies()).set(cookieName("device"), token, { ...cookieOptions(), maxAge: KNOWN_DAYS * 86_400 });
}
