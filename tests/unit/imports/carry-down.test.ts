import { describe, expect, test } from "vitest";
import { carryDown } from "@/lib/imports/carry-down";
import { findTable } from "@/lib/imports/find-table";
import { guessRegisterColumns } from "@/lib/imports/guess-columns";
import type { Sheet } from "@/lib/imports/sheet";
import { EMPTY_CELL } from "@/lib/imports/sheet";

const HEAD = ["Client", "Platform", "Account", "Who"];

/** A sheet of these rows; "^" is a cell that a merge filled from above. */
function carried(lines: string[][]) {
  let above: string[] = [];
  const rows = [HEAD, ...lines].map((texts, at) => {
    above = texts.map((text, column) => (text === "^" ? (above[column] ?? "") : text));
    const cells = above.map((text, column) => {
      if (text === "") return EMPTY_CELL;
      return texts[column] === "^"
        ? { text, kind: "text" as const, merged: true as const }
        : { text, kind: "text" as const };
    });
    return { number: at + 1, hidden: false, cells };
  });
  const sheet: Sheet = { name: "A", hidden: false, hiddenColumns: [], rows };
  const table = findTable(sheet);
  return carryDown(table, guessRegisterColumns(table).mapping);
}
const brief = (lines: string[][]) =>
  carried(lines).rows.map(({ client, platform, account }) =>
    [client, platform, account].map((cell) => `${cell.text}${cell.carried ? "*" : ""}`).join(" | "),
  );

describe("cells that were filled in once", () => {
  test("are carried down, the account only within one client and platform", () => {
    expect(
      brief([
        ["Acme", "GSC", "a", "Tom"],
        ["", "GSC", "", "Zoë"],
        ["", "", "", "Ben"],
        ["", "GTM", "", "Tom"],
        ["Beta", "GTM", "b", "Tom"],
        ["Gamma", "GTM", "", "Tom"],
        ["Gamma", "", "", "Zoë"],
      ]),
    ).toEqual([
      "Acme | GSC | a",
      "Acme* | GSC | a*",
      "Acme* | GSC* | a*",
      "Acme* | GTM | ",
      "Beta | GTM | b",
      "Gamma | GTM | ",
      "Gamma | GTM* | ",
    ]);
  });

  test("merged cells are the same thing", () => {
    const lines = [
      ["Acme", "GSC", "a", "Tom"],
      ["^", "^", "^", "Zoë"],
      ["Beta", "GTM", "b", "Tom"],
    ];
    expect(brief(lines)).toEqual(["Acme | GSC | a", "Acme* | GSC* | a*", "Beta | GTM | b"]);
  });

  test("a row with a client alone heads the rows below it; a total ends what is carried", () => {
    const { rows, groups } = carried([
      ["Acme", "", "", ""],
      ["", "GSC", "a", "Tom"],
      ["Total", "1", "", ""],
      ["", "GTM", "b", "Zoë"],
    ]);
    expect(groups.map((group) => group.number)).toEqual([2]);
    expect(rows.map((row) => row.client)).toEqual([
      { text: "Acme", carried: true },
      { text: "", carried: false },
    ]);
  });

  test("a copied row among another client's rows carries nothing, merged or not", () => {
    for (const below of ["", "^"]) {
      const { rows } = carried([
        ["Acme", "GSC", "a", "Tom"],
        ["Beta", "GTM", "b", "Zoë"],
        [below, "GSC", "", "Ben"],
        ["", "GSC", "a", "Noah"],
        ["Beta", "GTM", "b", "Tom"],
        ["Beta", "GTM", "b", "Zoë"],
      ]);
      expect(rows.map((row) => row.copyOf)).toEqual([null, 7, null, null, null, null]);
      expect(rows[2]?.client).toEqual({ text: "Acme", carried: true });
      expect(rows[2]?.account).toEqual({ text: "a", carried: true });
    }
  });
});
