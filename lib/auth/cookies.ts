import { env } from "@/lib/env";

/**
 * `pkce`, `state` and `nonce` bind a sign-in at an issuer to this browser; `linking` is its link's intent; by `device`
 * the browser is known to the accounts that signed in with it.
 */
type CookieKind =
  | "session"
  | "pending"
  | "csrf"
  | "return"
  | "device"
  | "pkce"
  | "state"
  | "nonce"
  | "linking";

/** Whether Keyholder is reached by https, so that its cookies can be held to it. */
export const isSecure = (): boolean => new URL(env().KEYHOLDER_URL).protocol === "https:";

/**
 * A cookie's name. Behind https it carries `__Host-`: set by this host alone, for the whole of it, never in the
 * clear (ASVS 3.3.3). Without https (localhost) the browser would refuse that name.
 */
export function cookieName(kind: CookieKind): string {
  return `${isSecure() ? "__Host-" : ""}keyholder.${kind}`;
}

/** A cookie's attributes. No Max-Age: it ends with the browser (all but the device's), and the server's clock decides. */
export function cookieOptions() {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() } as const;
}
