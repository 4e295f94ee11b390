import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dateOrder, readDate } from "@/lib/imports/dates";

const day = (
  text: string,
  order: "day-first" | "month-first" | null = null,
  edge: "start" | "end" = "start",
) => {
  const reading = readDate(text, order, edge);
  return reading.kind === "date" ? reading.date.toISOString().slice(0, 10) : reading.kind;
};

describe("one date", () => {
  test.each([
    ["2026-04-14", "2026-04-14"],
    ["2026-04-14T10:30:00Z", "2026-04-14"],
    ["2026/4/5", "2026-04-05"],
    ["20260414", "2026-04-14"],
    ["14.4.2026", "2026-04-14"],
    ["03.04.26", "2026-04-03"],
    ["14/04/2026", "2026-04-14"],
    ["04/14/2026", "2026-04-14"],
    ["05/05/2026", "2026-05-05"],
    ["14 Apr 2026", "2026-04-14"],
    ["Apr 14, 2026", "2026-04-14"],
    ["14. März 2026", "2026-03-14"],
    ["14 de marzo de 2026", "2026-03-14"],
    ["3rd of August 2026", "2026-08-03"],
    ["14-févr.-26", "2026-02-14"],
    ["46126", "2026-04-14"],
    ["03/04/2026", "undecided"],
    ["ongoing", "none"],
    ["n/a", "none"],
    ["unbefristet", "none"],
    ["end of project", "project-end"],
    ["tbc", "unknown"],
    ["??", "unknown"],
    ["-", "unknown"],
    ["", "unknown"],
    ["31/02/2026", "invalid"],
    ["soon", "invalid"],
    ["13/13/2026", "invalid"],
    ["2026-02-30", "invalid"],
  ])("%s is %s", (text, expected) => expect(day(text)).toBe(expected));

  test("the column's order decides what the numbers do not", () => {
    expect(day("03/04/2026", "day-first")).toBe("2026-04-03");
    expect(day("03/04/2026", "month-first")).toBe("2026-03-04");
    expect(day("31/12/2026", "month-first")).toBe("invalid");
  });

  test("a bare month begins on its first day and ends on its last", () => {
    expect(day("Feb 2028", null, "start")).toBe("2028-02-01");
    expect(day("Feb 2028", null, "end")).toBe("2028-02-29");
  });

  test("a date that does not exist is named in the sentence", () => {
    expect(readDate("31/02/2026", "day-first")).toEqual({
      kind: "invalid",
      sentence: "The date “31/02/2026” does not exist. Correct it in the file, or here.",
    });
  });
});

describe("a column's order", () => {
  test("is its own evidence, and null without any", () => {
    expect(dateOrder(["03/04/2026", "14/04/2026", "2027-01-05", "tbc"])).toBe("day-first");
    expect(dateOrder(["03/04/2026", "04/14/2026"])).toBe("month-first");
    expect(dateOrder(["03/04/2026", "01.02.2026", "2026-12-31", ""])).toBeNull();
    expect(dateOrder(["13/04/2026", "04/14/2026"])).toBeNull();
  });

  test("one cell against many does not turn it", () => {
    const many = Array.from({ length: 12 }, (_, at) => `${13 + at}/04/2026`);
    expect(dateOrder([...many, "04/31/2026"])).toBe("day-first");
  });
});

test("every day written in any style under its order is read back", () => {
  const days = fc.date({ min: new Date("1971-01-01"), max: new Date("2069-12-31"), noInvalidDate: true });
  fc.assert(
    fc.property(days, fc.constantFrom("iso", "eu", "us", "dot"), (date, style) => {
      const [year, month, dayOf] = date.toISOString().slice(0, 10).split("-");
      const written = {
        iso: `${year}-${month}-${dayOf}`,
        eu: `${dayOf}/${month}/${year}`,
        us: `${month}/${dayOf}/${year}`,
        dot: `${dayOf}.${month}.${year}`,
      };
      const order = style === "us" ? "month-first" : "day-first";
      expect(day(written[style], order)).toBe(`${year}-${month}-${dayOf}`);
    }),
  );
});

test("no text throws", () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.constantFrom(null, "day-first" as const),
      (text, order) => readDate(text, order).kind.length > 0,
    ),
  );
});
