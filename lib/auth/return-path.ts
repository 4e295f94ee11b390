import { relyingParty } from "@/lib/auth/relying-party";

/**
 * Where to go after the sign-in: a path of this app and nothing else, whatever the address says (ASVS 3.7.2).
 * What browsers read as another host ("//", a backslash, control characters) leads to the first page.
 */
export function returnPath(value: string | string[] | undefined): string {
  const path = Array.isArray(value) ? value[0] : value;
  if (!path || path.length > 500 || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(path)) return "/";
  return /^\/(sign-in|setup|invite|api)(?:[/?]|$)/.test(path) ? "/" : path;
}

/** The path of an address of ours, whole or from the root; of any other, nothing. */
export function ownPath(address: string): string | undefined {
  const { origin } = relyingParty();
  if (!URL.canParse(address, origin)) return undefined;
  const url = new URL(address, origin);
  return url.origin === origin ? `${url.pathname}${url.search}` : undefined;
}
