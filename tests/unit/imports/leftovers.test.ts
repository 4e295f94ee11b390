import fc from "fast-check";
import Papa from "papaparse";
import { expect, test } from "vitest";
import { leftoversCsv, leftoversOf } from "@/lib/imports/leftovers";

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
      // As it is written: a reader that guesses takes a cell's own "|" for what is between cells.
      const as = { delimiter: ",", newline: "\r\n", skipEmptyLines: false } as const;
      const [, line] = Papa.parse<string[]>(csv.slice(1), as).data;
      const found = (line ?? []).slice(0, cells.length);
      expect(found.map((cell, at) => (cells[at] === cell ? cell : cell.replace(/^'/, "")))).toEqual(cells);
      expect(found.some((cell) => /^[=+\-@\t\r]/.test(cell))).toBe(false);
    }),
  );
});

test("what has to be finished is kept, what says nothing is not", () => {
  const row = { sentence: "Why.", remarks: [], questions: [], grants: [], cells: ["x"] };
  const rows = [
    { ...row, row: 2, outcome: "new" as const, skip: null },
    { ...row, row: 3, outcome: "refused" as const, skip: null },
    { ...row, row: 4, outcome: "question" as const, skip: null },
    { ...row, row: 5, outcome: "skipped" as const, skip: "empty" as const },
    { ...row, row: 6, outcome: "skipped" as const, skip: "left-out" as const },
  ];
  const counts = { rows: 5, new: 1, changed: 0, same: 0, questions: 1, refused: 1, skipped: 2 };
  expect(leftoversOf({ counts, rows, questions: [] }).map((left) => left.row)).toEqual([3, 4, 6]);
});
