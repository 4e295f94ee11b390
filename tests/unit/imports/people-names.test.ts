import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mailboxKey, readAddress, readLogin } from "@/lib/imports/address";
import { clientKey, indexClientKeys } from "@/lib/imports/client-names";
import { indexPeople, type KnownPerson } from "@/lib/imports/known-people";
import { matchPerson, namesFrom, splitPeople } from "@/lib/imports/people-names";

const person = (given: string, family: string): KnownPerson => ({
  ref: `${given} ${family}`,
  given,
  family,
  addresses: [`${given}.${family}@studio.example`.toLowerCase().replaceAll(" ", "")],
});
const PEOPLE = [
  person("Søren", "Kjær"),
  person("Sven", "Ben Ali"),
  person("Leïla", "O’Neill"),
  person("Leïla", "Clark"),
  person("Freya", "Müller"),
  person("George", "Martin"),
  person("Martin", "Hall"),
];
const index = indexPeople(PEOPLE);
const who = (text: string) => {
  const match = matchPerson(text, index);
  if (match.kind === "one") return match.person.ref;
  return match.kind === "several"
    ? match.candidates.map((one) => one.ref)
    : { near: match.near.map((one) => one.ref) };
};

describe("who a text means", () => {
  test.each([
    ["Søren Kjær", "Søren Kjær"],
    ["  soren   KJAER ", "Søren Kjær"],
    ["Kjær, Søren", "Søren Kjær"],
    ["S. Kjær", "Søren Kjær"],
    ["Leila ONeill", "Leïla O’Neill"],
    ["Leïla O'Neill", "Leïla O’Neill"],
    ["Freya Mueller", "Freya Müller"],
    ["Sven", "Sven Ben Ali"],
    ["sven.benali@studio.example", "Sven Ben Ali"],
    ["Leïla", ["Leïla O’Neill", "Leïla Clark"]],
    ["Freya Muler", { near: ["Freya Müller"] }],
    ["Nobody Here", { near: [] }],
  ])("%s", (text, expected) => expect(who(text)).toEqual(expected));

  test.each([
    ["George Martin / Sven Ben Ali", ["George Martin", "Sven Ben Ali"]],
    ["George Martin & Sven", ["George Martin", "Sven"]],
    ["George Martin and Sven Ben Ali", ["George Martin", "Sven Ben Ali"]],
    ["George + Sven", ["George", "Sven"]],
    ["Martin, George", ["George Martin"]],
    ["Ben Ali, Sven", ["Sven Ben Ali"]],
    ["George Martin, Leïla Clark", ["George Martin", "Leïla Clark"]],
    ["Unknown, Person", ["Person Unknown"]],
    ["Anne-Marie Brandt", ["Anne-Marie Brandt"]],
    ["", []],
  ])("%s names %j", (text, expected) => expect(splitPeople(text, index)).toEqual(expected));

  test("a name that nobody bears is taken apart", () => {
    expect(namesFrom("Anna Maria Berg")).toEqual({ given: "Anna Maria", family: "Berg" });
    expect(namesFrom("Berg, Anna")).toEqual({ given: "Anna", family: "Berg" });
  });

  test("everybody is found under both orders, any case and doubled blanks", () => {
    fc.assert(
      fc.property(fc.constantFrom(...PEOPLE), fc.boolean(), fc.boolean(), (one, reversed, loud) => {
        const written = reversed ? `${one.family},  ${one.given}` : `${one.given}  ${one.family} `;
        const [name = ""] = splitPeople(loud ? written.toUpperCase() : written, index);
        expect(who(name)).toBe(one.ref);
      }),
    );
  });

  test("no text throws", () => {
    fc.assert(
      fc.property(fc.string(), (text) =>
        splitPeople(text, index).every((name) => matchPerson(name, index).kind.length > 0),
      ),
    );
  });
});

describe("logins", () => {
  test.each([
    ["", { kind: "none" }],
    ["Tom.Hall@Studio.Example ", { kind: "address", address: "tom.hall@studio.example", shared: false }],
    ["shared: social@studio.example", { kind: "address", address: "social@studio.example", shared: true }],
    ["Tom <tom@studio.example>", { kind: "address", address: "tom@studio.example", shared: false }],
    ["social_team", { kind: "other", text: "social_team", shared: false }],
  ])("%s", (text, expected) => expect(readLogin(text)).toEqual(expected));

  test("spellings of one address meet; what may be one mailbox is only alike", () => {
    expect(readAddress(" mailto:A.B@X.example")).toBe("a.b@x.example");
    expect(readAddress("nothing here")).toBeNull();
    expect(mailboxKey("a.b@googlemail.com")).toBe(mailboxKey("ab@gmail.com"));
    expect(mailboxKey("a.b@x.example")).not.toBe(mailboxKey("ab@x.example"));
  });
});

describe("clients", () => {
  test("case, legal form and punctuation do not count", () => {
    for (const name of [
      "DELTA LOGISTICS",
      "Delta Logistics Ltd",
      "Delta Logistics, Ltd.",
      "delta  logistics Inc",
    ]) {
      expect(clientKey(name)).toBe("delta logistics");
    }
    expect(clientKey("Halden & Sons")).toBe(clientKey("Halden and Sons Ltd"));
    expect(clientKey("Brasserie Lumière S.A.")).toBe("brasserie lumiere");
    expect(clientKey("AG")).toBe("ag");
  });

  test("near names are found, others are not", () => {
    const { near } = indexClientKeys(["northwind outdoor", "delta logistics", "alba skincare"]);
    expect(near("northwind outdor")).toEqual(["northwind outdoor"]);
    expect(near("northwind")).toEqual(["northwind outdoor"]);
    expect(near("alba telecom")).toEqual([]);
  });
});
