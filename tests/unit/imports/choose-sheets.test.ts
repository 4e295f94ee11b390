import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { offerSheets } from "@/lib/imports/choose-sheets";
import { readSpreadsheet } from "@/lib/imports/read-sheet";

test("the studio's workbook holds a register with a hidden column, and people on its second sheet", async () => {
  const file = await readSpreadsheet(readFileSync("tests/fixtures/studio/register.xlsx"));
  const offered = offerSheets(file.sheets);
  expect(offered.map(({ sheet, kind, table }) => [sheet.name, kind, table.rows.length])).toEqual([
    ["Access", "register", 675],
    ["Team", "people", 56],
  ]);
  expect(file.sheets[0]?.hiddenColumns).toEqual([10]);
});

test("a sheet of something else is offered as that", async () => {
  const file = await readSpreadsheet("Invoice;Amount\nA-1;12\nA-2;13\n");
  expect(offerSheets(file.sheets)[0]?.kind).toBe("other");
});
