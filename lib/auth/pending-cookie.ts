import "server-only";
import { cookies } from "next/headers";
import { cookieName, cookieOptions } from "@/lib/auth/cookies";

/** Two minutes, as the ticket's row; the server decides, the browser only forgets. */
const MAX_AGE = 120;

/** Hands the login ticket to the browser: a cookie of its own, good for nothing but next-auth's callback (SEC-03). */
export async function setPendingCookie(token: string): Promise<void> {
  (await cookies()).set(cookieName("pending"), token, { ...cookieOptions(), maxAge: MAX_AGE });
}

/** Takes the login ticket back from the browser; null when it has none. */
export async function takePendingCookie(): Promise<string | null> {
  const store = await cookies();
  const token = store.get(cookieName("pending"))?.value ?? null;
  if (token) store.set(cookieName("pending"), "", { ...cookieOptions(), maxAge: 0 });
  return token;
}
