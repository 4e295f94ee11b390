import { randomBytes } from "node:crypto";
import { sha256 } from "@/lib/crypto";

/** How many codes a set has. */
export const CODES_IN_SET = 10;

/** Crockford's base 32: no I, L, O and U, which are read as something else. */
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const GROUPS = 7;
const GROUP = 4;

/** A recovery code: 140 random bits in seven groups of four. At least 128, so a plain hash guards it (SEC-35). */
export function makeRecoveryCode(): string {
  const letters = [...randomBytes(GROUPS * GROUP)].map((byte) => LETTERS[byte % LETTERS.length]).join("");
  return letters.replace(/.{4}(?=.)/g, "$&-");
}

/**
 * A code as it was typed, read as it was meant: small letters, missing or other separators, and letters that look
 * like another one are forgiven. Null when it cannot be a code.
 */
export function readRecoveryCode(typed: string): string | null {
  const letters = typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1")
    .replaceAll("U", "V");
  return letters.length === GROUPS * GROUP ? letters.replace(/.{4}(?=.)/g, "$&-") : null;
}

/** The hash under which a code is kept; null when it cannot be a code. */
export function hashOfRecoveryCode(typed: string): Uint8Array<ArrayBuffer> | null {
  const code = readRecoveryCode(typed);
  return code === null ? null : sha256(code);
}
