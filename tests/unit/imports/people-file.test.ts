import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findTable } from "@/lib/imports/find-table";
import { guessPeopleColumns } from "@/lib/imports/guess-columns";
import { readPeople } from "@/lib/imports/people-file";
import { readSpreadsheet } from "@/lib/imports/read-sheet";

async function read(source: string | Uint8Array) {
  const [sheet] = (await readSpreadsheet(source)).sheets;
  if (!sheet) throw new Error("no sheet");
  const table = findTable(sheet);
  return readPeople(table, guessPeopleColumns(table).mapping);
}
const HEAD = "Employee #,First Name,Last Name,Work Email,Hire Date,Termination Date,Employment Status\n";

test("the HR system's export is read whole", async () => {
  const file = await read(readFileSync("tests/fixtures/studio/people.csv"));
  expect(file).toMatchObject({ refused: [], doubtful: [], undecidedDates: [] });
  expect(file.rows).toHaveLength(56);
  expect(file.rows.find((row) => row.employeeNumber === "1007")).toEqual({
    row: 8,
    employeeNumber: "1007",
    given: "Freya",
    family: "Müller",
    email: "freya.muller@clickelement.example",
    title: "Web Analyst",
    department: "Data",
    managerName: "Erik Nowak",
    startsOn: new Date("2019-07-14"),
    endsOn: null,
    employmentKind: "employee",
    hasLeft: false,
    location: "London",
  });
  expect(file.rows.filter((row) => row.hasLeft).map((row) => row.employeeNumber)).toEqual([
    "1003",
    "1023",
    "1035",
    "1039",
  ]);
});

test("a person twice under two spellings of one address is refused, and says where", async () => {
  const file = await read(
    `${HEAD}1,Tom,Hall,tom@a.example,2020-01-02,,Full-time\n2,Thomas,Hall, TOM@A.example ,2020-01-02,,\n`,
  );
  expect(file.rows).toHaveLength(1);
  expect(file.refused[0]).toMatchObject({ row: 3, sentence: expect.stringContaining("already in row 2") });
});

test("wrong rows are refused one by one, and doubtful mailboxes are asked", async () => {
  const file = await read(
    `${HEAD}1,,,a@a.example,,,\n2,B,B,nothing,,,\n3,C,C,c@a.example,2026-02-30,,\n4,D,D,d@a.example,2026-03-01,2026-02-01,\n` +
      "5,E,E,e@gmail.com,,,\n5,F,F,f@a.example,,,\n7,G,G,e@googlemail.com,,,\n",
  );
  expect(file.refused.map((row) => row.row)).toEqual([2, 3, 4, 5, 7]);
  expect(file.rows.map((row) => row.row)).toEqual([6, 8]);
  expect(file.doubtful).toMatchObject([{ row: 8, earlierRow: 6 }]);
});

test("days that can be read in two ways are asked about", async () => {
  const file = await read(`${HEAD}1,Tom,Hall,tom@a.example,02/03/2020,,Full-time\n`);
  expect(file).toMatchObject({ rows: [], refused: [], undecidedDates: ["startsOn"] });
});
