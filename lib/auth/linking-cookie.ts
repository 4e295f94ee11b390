import "server-only";
import { cookies } from "next/headers";
import { cookieName, cookieOptions } from "@/lib/auth/cookies";

/** Ten minutes, as the intent's row; the server decides, the browser only forgets. */
const MAX_AGE = 600;

/** Hands the intent to link an issuer to the browser, which brings it back from there. */
export async function setLinkingCookie(token: string): Promise<void> {
  (await cookies()).set(cookieName("linking"), token, { ...cookieOptions(), maxAge: MAX_AGE });
}

/** Takes the intent back from the browser; null when it has none. */
export async function takeLinkingCookie(): Promise<string | null> {
  const store = await cookies();
  const token = store.get(cookieName("linking"))?.value ?? null;
  if (token) store.set(cookieName("linking"), "", { ...cookieOptions(), maxAge: 0 });
  return token && token.length <= 200 ? token : null;
}
