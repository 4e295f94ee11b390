import { randomToken, sha256 } from "@/lib/crypto";

/** What all of our tokens begin with, so that one that was lost is recognised where it turns up. */
const MARK = "khscim_";

/** A new token of 256 random bits, with what is kept of it: its hash, and a beginning for people to recognise it. */
export function newScimToken(): { token: string; tokenHash: Uint8Array<ArrayBuffer>; prefix: string } {
  const token = `${MARK}${randomToken()}`;
  return { token, tokenHash: sha256(token), prefix: token.slice(0, MARK.length + 5) };
}
