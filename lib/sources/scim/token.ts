import { randomToken, sha256 } from "@/lib/crypto";

/** What all of our tokens begin with, so that one that was lost is recognised where it turns up. */
const MARK = "khscim_";

const form = new RegExp(`^${MARK}[A-Za-z0-9_-]{43}$`);

/** A new token of 256 random bits, with what is kept of it: its hash, and a beginning for people to recognise it. */
export function newScimToken(): { token: string; tokenHash: Uint8Array<ArrayBuffer>; prefix: string } {
  const token = `${MARK}${randomToken()}`;
  return { token, tokenHash: sha256(token), prefix: token.slice(0, MARK.length + 5) };
}

/**
 * The hash of the token of an Authorization header, by which its row is found; null for what is none of ours. Only
 * hashes are compared, so time tells nothing of a token.
 */
export function bearerHash(authorization: string | null): Uint8Array<ArrayBuffer> | null {
  const [, token] = /^Bearer +(\S+) *$/i.exec(authorization ?? "") ?? [];
  return token && form.test(token) ? sha256(token) : null;
}
