import fc from "fast-check";
import { expect, test } from "vitest";
import { hashOfRecoveryCode, makeRecoveryCode, readRecoveryCode } from "@/lib/accounts/recovery-code";

const codes = fc.integer().map(() => makeRecoveryCode());

/** As a person may type a character of a code. */
const lookAlikes: Record<string, readonly string[]> = {
  "0": ["0", "o", "O"],
  "1": ["1", "i", "I", "l", "L"],
  V: ["V", "v", "u", "U"],
  "-": ["-", "", " ", "–", " - ", "."],
};

const typedAs = (code: string) =>
  fc
    .tuple(...[...code].map((one) => fc.constantFrom(...(lookAlikes[one] ?? [one, one.toLowerCase()]))))
    .map((typed) => typed.join(""));

test("a code comes in seven groups of four, without letters that look like another", () => {
  fc.assert(
    fc.property(codes, (code) => {
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
    }),
  );
});

test("whatever separators, case and look-alikes are typed, the same code is read", () => {
  fc.assert(
    fc.property(
      codes.chain((code) => typedAs(code).map((typed) => ({ code, typed }))),
      ({ code, typed }) => {
        expect(readRecoveryCode(typed)).toBe(code);
        expect(hashOfRecoveryCode(typed)).toEqual(hashOfRecoveryCode(code));
      },
    ),
  );
});

test("another character makes another code, and a missing one makes none", () => {
  fc.assert(
    fc.property(codes, fc.integer({ min: 0, max: 27 }), (code, place) => {
      const letters = code.replaceAll("-", "");
      const other = letters[place] === "7" ? "8" : "7";
      const wrong = letters.slice(0, place) + other + letters.slice(place + 1);
      expect(readRecoveryCode(wrong)).not.toBe(code);
      expect(readRecoveryCode(letters.slice(0, place) + letters.slice(place + 1))).toBeNull();
      expect(readRecoveryCode(`${code}7`)).toBeNull();
    }),
  );
});
