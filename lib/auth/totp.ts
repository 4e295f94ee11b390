import { randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { decrypt, encrypt } from "@/lib/crypto";

const ISSUER = "Keyholder";
const SECRET_BYTES = 20;
const PERIOD_SECONDS = 30;

/** What every authenticator app can do (SEC-30). */
const SHAPE = { issuer: ISSUER, algorithm: "SHA1", digits: 6, period: PERIOD_SECONDS } as const;

/** So far back and ahead a clock that is off is looked for, when one's own app is being set up. */
const CLOCK_STEPS = 60;

/** A new secret for an authenticator app. */
export const makeTotpSecret = (): Uint8Array<ArrayBuffer> => new Uint8Array(randomBytes(SECRET_BYTES));

/** The secret as its column has it: encrypted, and bound to its account (SEC-30). */
export const sealTotpSecret = (secret: Uint8Array, accountId: string): Uint8Array<ArrayBuffer> =>
  encrypt(secret, `totp of account ${accountId}`);

/** The secret of its column. Throws when it was copied from another account's row. */
export const openTotpSecret = (sealed: Uint8Array, accountId: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(decrypt(sealed, `totp of account ${accountId}`));

/** The secret as an app takes it: as an address for its QR code, and as letters in groups of four to type. */
export function totpForApp(secret: Uint8Array<ArrayBuffer>, account: string): { uri: string; typed: string } {
  const totp = totpOf(secret, account);
  return { uri: totp.toString(), typed: totp.secret.base32.replace(/.{4}(?=.)/g, "$& ") };
}

/**
 * The time step whose code this is, by the server's clock: the present one or the one before (RFC 6238, 5.2: one
 * step of delay; a step longer than ASVS 6.5.5 says, for those who type slowly). Null when it is neither. The caller
 * takes the step once (`Totp.lastStep`, SEC-32). Spaces in the code are forgiven.
 */
export function matchingStep(secret: Uint8Array<ArrayBuffer>, code: string, now: Date): number | null {
  const typed = digitsOf(code);
  if (!typed) return null;
  // Looks at one step to each side; what lies ahead is not taken.
  const delta = totpOf(secret).validate({ token: typed, timestamp: now.getTime(), window: 1 });
  return delta === 0 || delta === -1 ? stepAt(now) + delta : null;
}

/**
 * Whether a code that does not match would be right at another time within half an hour: then a clock is off. Only
 * for setting up one's own app. At the door it would tell a guesser that a code is about to come.
 */
export function isClockOff(secret: Uint8Array<ArrayBuffer>, code: string, now: Date): boolean {
  const typed = digitsOf(code);
  if (!typed || matchingStep(secret, code, now) !== null) return false;
  return totpOf(secret).validate({ token: typed, timestamp: now.getTime(), window: CLOCK_STEPS }) !== null;
}

const stepAt = (now: Date): number => Math.floor(now.getTime() / 1000 / PERIOD_SECONDS);

function totpOf(secret: Uint8Array<ArrayBuffer>, label = ISSUER): TOTP {
  return new TOTP({ ...SHAPE, label, secret: new Secret({ buffer: secret.slice().buffer }) });
}

function digitsOf(code: string): string | null {
  const digits = code.replace(/\s/g, "");
  return /^\d{6}$/.test(digits) ? digits : null;
}
