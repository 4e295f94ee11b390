import fc from "fast-check";
import { parse as modelParse, filter as modelTest } from "scim2-parse-filter";
import { describe, expect, it } from "vitest";
import { ScimError } from "@/lib/sources/scim/error";
import { parseFilter } from "@/lib/sources/scim/filter";
import { matches } from "@/lib/sources/scim/match";
import { userSchema } from "@/lib/sources/scim/schema";
import { filters, users } from "@/tests/support/scim-arbitraries";

const fits = (text: string, user: Record<string, unknown>) => matches(parseFilter(text, userSchema), user);

const una = {
  id: "2819c223",
  userName: "Una@Studio.example",
  active: true,
  name: { familyName: "O'Malley", givenName: "Una" },
  emails: [
    { value: "una@studio.example", type: "work", primary: true },
    { value: "una@home.example", type: "home" },
  ],
  meta: { resourceType: "User", lastModified: "2026-05-13T04:42:34.000Z" },
};

describe("a filter", () => {
  it.each([
    ['userName eq "una@studio.example"', true],
    ['USERNAME Eq "UNA@STUDIO.EXAMPLE"', true],
    ['userName eq "ｕｎａ@studio.example"', true],
    ['urn:ietf:params:scim:schemas:core:2.0:User:userName sw "una"', true],
    ['name.familyName co "o\'mall"', true],
    ['emails co "home"', true],
    ['emails[type eq "work" and value co "@studio"]', true],
    ['emails[type eq "home" and value co "@studio"]', false],
    ['emails[type eq "work"].value eq "una@studio.example"', true],
    ['emails[type eq "home"].value eq "una@studio.example"', false],
    ['not (emails[type eq "other"])', true],
    ["title pr", false],
    ["title eq null", true],
    ['title ne "x"', false],
    ["name pr and not (nickName pr)", true],
    ['title pr or userName sw "una" and active eq false', false],
    ['(title pr or userName sw "una") and active eq "True"', true],
    ['meta.lastModified gt "2026-05-13T04:42:33Z"', true],
    ['meta.lastModified lt "2026-05-13T06:42:34+02:00"', false],
    ['id eq "2819C223"', false],
    ['userName eq "una\\u0040studio.example"', true],
  ])("%s: %s", (text, expected) => {
    expect(fits(text, una)).toBe(expected);
  });

  it("never throws anything but a refusal of its own, whatever is sent", () => {
    const words = [
      "userName",
      "emails",
      "[",
      "]",
      "(",
      ")",
      "eq",
      "not",
      "and",
      '"x"',
      ".value",
      "\\",
      '"',
      "\0",
      "🙂",
    ];
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 80 }),
      fc.array(fc.constantFrom(...words), { maxLength: 30 }).map((each) => each.join(" ")),
      fc.array(fc.constantFrom(...words), { maxLength: 12 }).map((each) => each.join("")),
    );
    fc.assert(
      fc.property(text, (each) => {
        try {
          parseFilter(each, userSchema);
        } catch (error) {
          expect(error).toBeInstanceOf(ScimError);
          expect(error).toMatchObject({ status: 400, scimType: "invalidFilter" });
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("means what the independent model of scim2-parse-filter takes it to mean", () => {
    fc.assert(
      fc.property(filters, users, (text, user) => {
        expect([text, fits(text, user)]).toEqual([text, modelTest(modelParse(text))(user)]);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ["too deep", `${"not (".repeat(25)}userName pr${")".repeat(25)}`],
    ["too long", `userName eq "${"x".repeat(2_000)}"`],
    ["too many comparisons", Array(51).fill("active eq true").join(" or ")],
    ["what goes on", 'userName eq "x" "y"'],
    ["not without parentheses", "not userName pr"],
    ["what the schema lacks", 'nothing eq "x"'],
    ["a password", 'password eq "x"'],
    ["a NUL", 'userName eq "\\u0000"'],
    ["values of what has none", 'name[givenName eq "x"]'],
    ["a complex value as a whole", 'name eq "x"'],
    ["an order of booleans", "active gt false"],
    ["a date that is none", 'meta.created gt "soon"'],
  ])("refuses %s", (_, text) => {
    expect(() => parseFilter(text, userSchema)).toThrow(ScimError);
  });
});
