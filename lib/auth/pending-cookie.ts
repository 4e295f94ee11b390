import "server-only";
import { cookies } from "next/headers";
import { cookieName, cookieOptions } from "@/lib/auth/cookies";

/** Ten minutes, as the row of a half-done sign-in; the server decides, the browser only forgets. */
const MAX_AGE = 600;

/**
 * Hands the token of a half-done sign-in to the browser: a cookie of its own, good for nothing but the pages of the
 * second factor and, once that is proved, next-auth's callback (SEC-03).
 */
export async function setPendingCookie(token: string): Promise<void> {
  (await cookies()).set(cookieName("pending"), token, { ...cookieOptions(), maxAge: MAX_AGE });
}

/** The token of the browser's half-done sign-in, which stays where it is; null when it has none. */
export async function pendingToken(): Promise<string | null> {
  const token = (await cookies()).get(cookieName("pending"))?.value;
  return token && token.length <= 200 ? token : null;
}

/** Takes the login ticket back from the browser; null when it has none. */
export async function takePendingCookie(): Promise<string | null> {
  const store = await cookies();
  const token = store.get(cookieName("pending"))?.value ?? null;
  if (token) store.set(cookieName("pending"), "", { ...cookieOptions(), maxAge: 0 });
  return token;
}
