import fc from "fast-check";
import Papa from "papaparse";
import { expect, test } from "vitest";
import { leftoversCsv } from "@/lib/imports/leftovers";

test("the original cells and the reason are kept, and no cell is a formula", () => {
  const csv = leftoversCsv(
    ["Who", "Notes"],
    [{ row: 9, cells: ["Tom", '=HYPERLINK("x")'], outcome: "refused", reason: "No such day." }],
  );
  expect(Papa.parse(csv.slice(1), { skipEmptyLines: true }).data).toEqual([
    ["Who", "Notes", "Row in the file", "Outcome", "Why it was not taken over"],
    ["Tom", `'=HYPERLINK("x")`, "9", "refused", "No such day."],
  ]);
});

test("whatever the cells hold, every cell comes back and none begins a formula", () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 4 }), (cells) => {
      const csv = leftoversCsv(
        cells.map((_, at) => `h${at}`),
        [{ row: 1, cells, outcome: "refused", reason: "Why." }],
      );
      const [, line] = Papa.parse<string[]>(csv.slice(1), { skipEmptyLines: false }).data;
      const found = (line ?? []).slice(0, cells.length);
      expect(found.map((cell, at) => (cells[at] === cell ? cell : cell.replace(/^'/, "")))).toEqual(cells);
      expect(found.some((cell) => /^[=+\-@\t\r]/.test(cell))).toBe(false);
    }),
  );
});
