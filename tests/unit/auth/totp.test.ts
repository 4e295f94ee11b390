import fc from "fast-check";
import { Secret, TOTP, URI } from "otpauth";
import { beforeAll, expect, test, vi } from "vitest";
import {
  isClockOff,
  makeTotpSecret,
  matchingStep,
  openTotpSecret,
  sealTotpSecret,
  totpForApp,
} from "@/lib/auth/totp";

// The keys are read with the rest of the environment.
beforeAll(() => {
  vi.stubEnv("DATABASE_URL", "postgres://localhost/none");
});

const account = "0192f0c1-2345-7abc-8def-0123456789ab";
/** The vectors of RFC 6238, appendix B, in their last six digits. */
const rfcSecret = new Uint8Array(Buffer.from("12345678901234567890"));
const vectors = [
  [59, "287082"],
  [1111111109, "081804"],
  [1111111111, "050471"],
  [1234567890, "005924"],
  [2000000000, "279037"],
  [20000000000, "353130"],
] as const;

test.each(vectors)("at %i the code of RFC 6238 is %s", (seconds, code) => {
  expect(matchingStep(rfcSecret, code, new Date(seconds * 1000))).toBe(Math.floor(seconds / 30));
  expect(matchingStep(rfcSecret, `${code.slice(0, 3)} ${code.slice(3)}`, new Date(seconds * 1000))).toBe(
    Math.floor(seconds / 30),
  );
});

const secrets = fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes) => new Uint8Array(bytes));
const moments = fc.integer({ min: 1_600_000_000, max: 4_000_000_000 });
const codeAt = (secret: Uint8Array<ArrayBuffer>, seconds: number) =>
  new TOTP({ secret: new Secret({ buffer: secret.slice().buffer }) }).generate({ timestamp: seconds * 1000 });

test("a code counts in its own step and the next one, and at no other time", () => {
  fc.assert(
    fc.property(secrets, moments, fc.integer({ min: -40, max: 40 }), (secret, seconds, steps) => {
      const code = codeAt(secret, seconds);
      const step = Math.floor(seconds / 30);
      const now = new Date((step + steps) * 30_000 + 1);
      const found = matchingStep(secret, code, now);
      if (steps === 0 || steps === 1) expect([step, step + steps]).toContain(found);
      // One in a million codes is that of another step, too.
      else if (found !== null) expect(codeAt(secret, found * 30)).toBe(code);
      if (steps !== 0 && steps !== 1 && found === null) expect(isClockOff(secret, code, now)).toBe(true);
    }),
  );
});

test("what is not six digits is no code, and no clock is to blame", () => {
  for (const code of ["", "12345", "1234567", "abcdef", "１２３４５６", "-12345", "1e5000"]) {
    expect(matchingStep(rfcSecret, code, new Date(59_000))).toBeNull();
    expect(isClockOff(rfcSecret, code, new Date(59_000))).toBe(false);
  }
  expect(isClockOff(rfcSecret, "287082", new Date(59_000))).toBe(false);
  expect(isClockOff(rfcSecret, "287082", new Date(59_000 + 2 * 3_600_000))).toBe(false);
});

test("an app is given the secret, the account and the issuer", () => {
  const secret = makeTotpSecret();
  expect(secret).toHaveLength(20);
  const { uri, typed } = totpForApp(secret, "ola@studio.example");
  const read = URI.parse(uri);
  expect(read).toMatchObject({ issuer: "Keyholder", label: "ola@studio.example" });
  expect(new Uint8Array(read.secret.buffer)).toEqual(secret);
  expect(typed).toMatch(/^[A-Z2-7]{4}( [A-Z2-7]{4}){7}$/);
  expect(typed.replaceAll(" ", "")).toBe(read.secret.base32);
});

test("a sealed secret opens for its own account alone", () => {
  const secret = makeTotpSecret();
  const sealed = sealTotpSecret(secret, account);
  expect(openTotpSecret(sealed, account)).toEqual(secret);
  expect(() => openTotpSecret(sealed, account.replace("0", "1"))).toThrow();
});
